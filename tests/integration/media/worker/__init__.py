"""Tests of `media/worker` inside a real Home Assistant."""
