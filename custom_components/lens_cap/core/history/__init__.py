"""What happened: records in a chain of which no link can be missing unseen."""
