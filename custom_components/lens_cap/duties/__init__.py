"""What an owner owes to people in the picture: consents, notices, a page for guests, a review."""
