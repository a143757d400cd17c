"""The household's phones: their owners, notifications, and questions."""

from .page import PAGE, NotAskedError, PageQuestion, PageQuestions, Yes
from .phone import Phone, all_phones, phones_of
from .questions import Choice, Question, QuestionAnswer, Questions

__all__ = [
    "PAGE",
    "Choice",
    "NotAskedError",
    "PageQuestion",
    "PageQuestions",
    "Phone",
    "Question",
    "QuestionAnswer",
    "Questions",
    "Yes",
    "all_phones",
    "phones_of",
]
