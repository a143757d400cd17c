"""Keeps rules and options true when what they name is renamed, and says when it is gone."""

from .issues import async_forget_issues_of_upkeep
from .upkeep import Upkeep

__all__ = ["Upkeep", "async_forget_issues_of_upkeep"]
