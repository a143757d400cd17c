"""What a camera itself can be told: which controls there are, and what to tell them."""
