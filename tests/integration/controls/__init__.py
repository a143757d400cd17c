"""Tests of `controls` inside a real Home Assistant."""
