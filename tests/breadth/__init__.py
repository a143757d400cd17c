"""Cameras of all kinds through Lens Cap, and what it makes of their faults."""
