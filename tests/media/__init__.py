"""Tests of pictures and streams, with real processes and real sockets."""
