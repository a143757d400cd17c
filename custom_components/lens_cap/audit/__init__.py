"""Looks at how well cameras and Home Assistant itself are kept, and tells it without a secret."""
