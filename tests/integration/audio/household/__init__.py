"""Tests of `audio/household` inside a real Home Assistant."""
