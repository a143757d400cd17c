"""Tests of `media/stills` inside a real Home Assistant."""
