"""Tests of `frontend` inside a real Home Assistant."""
