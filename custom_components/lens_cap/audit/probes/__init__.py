"""Probes cameras without any login, if their owner allowed it.

Each probe has a file. None of them guesses anything, follows anybody elsewhere, or talks to an address
that is not at home.
"""
