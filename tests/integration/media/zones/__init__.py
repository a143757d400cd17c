"""Tests of `media/zones` inside a real Home Assistant."""
