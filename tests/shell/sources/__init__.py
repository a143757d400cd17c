"""What becomes of a guarded camera while its original moves, goes, and comes back."""
