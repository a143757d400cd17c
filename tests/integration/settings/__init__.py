"""Tests of `settings` inside a real Home Assistant."""
