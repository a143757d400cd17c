"""Decides when sound may pass: requests, confirmations, grants, and what ends them."""
