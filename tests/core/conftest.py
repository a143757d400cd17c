"""No deadline for single examples: how long one takes depends on what else the machine does."""

from hypothesis import settings

settings.register_profile("no_deadline", deadline=None)
settings.load_profile("no_deadline")
