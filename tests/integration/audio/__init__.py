"""Tests of `audio` inside a real Home Assistant."""
