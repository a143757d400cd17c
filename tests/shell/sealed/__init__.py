"""The original of a guarded camera answers as the guarded camera does."""
