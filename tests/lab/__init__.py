"""Tests of the lab itself: a leak test is worth what its cameras and its eyes are worth."""
