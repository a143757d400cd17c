"""What an owner owes to people in the picture, decided."""
