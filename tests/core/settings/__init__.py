"""Tests of `core/settings`: what the household configured."""
