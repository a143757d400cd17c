"""What should be true, decided without Home Assistant, without I/O, without a clock and without chance.

The law of this package:

* Unknown is a value. Whatever is missing, broken or not known yet means private and silent.
* The most private opinion wins; the order in which opinions are heard never matters.
* Every decision carries the reason for it, and the next moment at which it may change by itself.
* Functions are total: they return for every input that can be constructed, and raise for none.
"""
