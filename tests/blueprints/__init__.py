"""The blueprints, each run in a real Home Assistant."""
