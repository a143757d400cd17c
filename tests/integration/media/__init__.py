"""Tests of `media` inside a real Home Assistant."""
