"""Tests of the history: its chain, what of it is kept, and who sees what."""
