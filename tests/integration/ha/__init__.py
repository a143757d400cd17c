"""Tests of `ha` inside a real Home Assistant."""
