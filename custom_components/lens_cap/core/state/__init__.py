"""What was asked for, and outlives a restart."""
