"""Tests of `sensing` inside a real Home Assistant."""
