"""Audits in a real Home Assistant: when they run, what they show, and what fixes it."""
