"""Tests of `services` inside a real Home Assistant."""
