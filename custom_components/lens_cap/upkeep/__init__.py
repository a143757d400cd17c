"""Keeps rules and options valid when entities are renamed, and reports broken references."""

from .issues import async_forget_issues_of_upkeep
from .upkeep import Upkeep

__all__ = ["Upkeep", "async_forget_issues_of_upkeep"]
