"""Measures how fast Lens Cap is, on a real home with real streams; docs/benchmarks.md says what and how."""
