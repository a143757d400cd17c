"""Tests of `privacy` inside a real Home Assistant."""
