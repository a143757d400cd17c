"""Whole homes: a real Home Assistant with real streams, seen from outside."""
