"""Tests of the audit within Home Assistant."""
