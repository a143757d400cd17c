"""Files that count as saved once they were read back."""
