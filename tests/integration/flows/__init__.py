"""Tests of `flows` inside a real Home Assistant."""
