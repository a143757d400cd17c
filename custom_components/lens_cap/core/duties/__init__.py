"""Decides what an owner owes to people in the picture: purpose, notice, guest page, review."""
