"""What rules and options name: renamed, gone, unknown."""
