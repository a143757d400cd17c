"""The media worker: a process of its own that reads one camera and hands on what may pass.

It is started by path, imports neither Home Assistant nor the rest of Lens Cap, and ends
with the pipe that feeds its standard input, however Home Assistant ends.
"""
