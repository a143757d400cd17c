"""Tests of what an audit concludes, without Home Assistant."""
