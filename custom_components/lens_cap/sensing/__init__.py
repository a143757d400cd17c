"""What Home Assistant knows becomes facts."""
