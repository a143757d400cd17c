"""Tests of `media/webrtc` inside a real Home Assistant."""
