"""Tests of `audit/probes` inside a real Home Assistant."""
