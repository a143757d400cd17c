"""Tests of `audit/whole` inside a real Home Assistant."""
