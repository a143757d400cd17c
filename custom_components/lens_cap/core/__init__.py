"""Decides what should be true: no Home Assistant, no I/O, no clock, no randomness.

The law of this package:

* Unknown is a value. Anything missing, broken or not known yet means private and silent.
* The most private constraint wins; the order of constraints never matters.
* Every decision carries its reason, and the next moment at which it may change by itself.
* Functions are total: they return for every input that can be constructed, and raise for none.
"""
