"""Whole houses: a real Home Assistant, real cameras, and Lens Cap set up as a person would."""
