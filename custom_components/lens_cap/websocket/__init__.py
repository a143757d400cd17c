"""What our page asks for, over the websocket of whoever is signed in."""

from .questions import async_register_questions

__all__ = ["async_register_questions"]
