"""No deadline for single examples: how long one takes depends on what else the machine does."""

import os

from hypothesis import Phase, settings

settings.register_profile("no_deadline", deadline=None)
# `scripts/mutate` wants to know that a test fails, and not the smallest example by which it does.
settings.register_profile(
    "mutate", deadline=None, database=None, phases=[Phase.explicit, Phase.generate]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "no_deadline"))
