"""Checks the security of cameras and of Home Assistant itself, and reports it without secrets."""
