"""The life of the config entry: what runs, and in which order it starts and stops."""
