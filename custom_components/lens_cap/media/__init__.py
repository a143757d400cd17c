"""Pictures and streams: what leaves a guarded camera, and how it is cut."""
