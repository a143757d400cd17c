"""The record of what happened: appended to and never changed, each line bound to the one before."""

from .history import History, HistoryNotWrittenError
from .page import HistoryPage, HistoryQuery

__all__ = ["History", "HistoryNotWrittenError", "HistoryPage", "HistoryQuery"]
