"""Tests of `upkeep` inside a real Home Assistant."""
