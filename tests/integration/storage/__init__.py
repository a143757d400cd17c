"""Tests of `storage` inside a real Home Assistant."""
