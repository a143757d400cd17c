"""Tests of `entity` inside a real Home Assistant."""
