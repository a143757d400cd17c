"""The household's phones: whose they are, telling them something, and asking."""

from .phone import Phone, all_phones, phones_of
from .questions import Answer, Choice, Question, Questions

__all__ = [
    "Answer",
    "Choice",
    "Phone",
    "Question",
    "Questions",
    "all_phones",
    "phones_of",
]
