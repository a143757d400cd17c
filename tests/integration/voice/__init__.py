"""Tests of `voice` inside a real Home Assistant."""
