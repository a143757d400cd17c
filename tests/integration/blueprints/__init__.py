"""Tests of `blueprints` inside a real Home Assistant."""
