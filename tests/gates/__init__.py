"""Gates: rules about the repository itself, which no single module could keep alone."""
