"""Lens Cap inside a real Home Assistant: store, actions, entities, doors; no picture is streamed."""
