"""Sound in a real Home Assistant: asked for, confirmed by people, and off again."""
