"""Keeps rules and options true when what they name is renamed, and says when it is gone."""

from .issues import async_forget_reports
from .upkeep import Upkeep

__all__ = ["Upkeep", "async_forget_reports"]
