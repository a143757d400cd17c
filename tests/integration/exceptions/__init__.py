"""Tests of `exceptions` inside a real Home Assistant."""
