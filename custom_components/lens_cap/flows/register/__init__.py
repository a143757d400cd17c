"""A camera's register, and who agreed."""
