"""Tests of `core/view`: what a page shows, to whom."""
