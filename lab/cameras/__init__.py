"""Simulated network cameras on 127.0.0.1, in a process of their own.

Run by the system's Python, the only one with GStreamer's bindings: `python3 -m lab.cameras`.
That Python may be as old as 3.11, and has no packages beside its standard library.
"""
