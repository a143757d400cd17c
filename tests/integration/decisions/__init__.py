"""Tests of `decisions` inside a real Home Assistant."""
