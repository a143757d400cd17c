"""The loopback server that every live picture leaves by, and who watches there."""
