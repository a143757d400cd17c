"""Tests of `history` inside a real Home Assistant."""
