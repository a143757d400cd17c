"""Tests of `phones` inside a real Home Assistant."""
