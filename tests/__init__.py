"""The tests of Lens Cap."""
