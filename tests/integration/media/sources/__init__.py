"""Tests of `media/sources` inside a real Home Assistant."""
