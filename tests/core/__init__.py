"""Tests of what is decided: no Home Assistant, no disk, no clock."""
