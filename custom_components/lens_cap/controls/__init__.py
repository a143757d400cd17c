"""A camera's own controls: found, told, and believed only once they were seen."""
