"""The forms in which people say what shall be guarded, and when it shall be private."""
