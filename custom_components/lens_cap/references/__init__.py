"""What in Home Assistant names which camera."""
