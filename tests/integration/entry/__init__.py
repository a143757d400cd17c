"""Tests of `entry` inside a real Home Assistant."""
