"""Privacy zones in a real Home Assistant."""
