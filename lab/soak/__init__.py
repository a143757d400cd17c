"""Watches twenty guarded cameras for a while, and looks for what piles up."""
