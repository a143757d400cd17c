"""Tests of taking source cameras over, and of undoing it."""
