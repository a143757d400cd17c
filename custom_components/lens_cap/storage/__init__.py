"""Files that count as saved only once they were read back."""
