"""Tests of `media/relay` inside a real Home Assistant."""
