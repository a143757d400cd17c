"""Tests of `announcements` inside a real Home Assistant."""
