"""State that was asked for and outlives a restart."""
