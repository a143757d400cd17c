"""Tests of `audit` inside a real Home Assistant."""
