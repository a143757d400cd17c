"""Tests of `websocket` inside a real Home Assistant."""
