"""Tests of `takeover` inside a real Home Assistant."""
