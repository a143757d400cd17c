"""Tests of `media/guarded` inside a real Home Assistant."""
