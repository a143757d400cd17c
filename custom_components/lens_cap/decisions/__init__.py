"""Facts of the moment become decisions; each guarded camera lives by its own."""
