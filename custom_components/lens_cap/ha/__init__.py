"""Contacts with Home Assistant that several parts need."""
