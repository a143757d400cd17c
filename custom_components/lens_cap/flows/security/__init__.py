"""Security findings in forms: reading, accepting, and taking that back."""
