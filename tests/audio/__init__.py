"""Sound: off until a person confirms it, and gone the moment it ends."""
