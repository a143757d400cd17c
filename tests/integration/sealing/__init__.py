"""Tests of `sealing` inside a real Home Assistant."""
