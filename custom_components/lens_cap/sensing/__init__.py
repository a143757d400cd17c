"""Turns what Home Assistant knows into facts."""
