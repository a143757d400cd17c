"""Tests of `references` inside a real Home Assistant."""
