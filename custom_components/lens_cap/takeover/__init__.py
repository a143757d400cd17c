"""Takes source cameras over: what refers to them, what is changed, and how to undo that.

Everything that is changed lives in Home Assistant's entity registry, which is written to disk as a
whole. So what was there before is remembered twice: in our own store, and as a mark on the source's
registry entry, which a crash keeps or loses together with the changes themselves.
"""

from .apply import async_apply, async_named, async_plan, async_preloaded
from .mark import async_marked
from .undo import Undone, async_release_original, async_undo

__all__ = [
    "Undone",
    "async_apply",
    "async_marked",
    "async_named",
    "async_plan",
    "async_preloaded",
    "async_release_original",
    "async_undo",
]
