"""Hosts on 127.0.0.1 that mean harm or are ill, to see that nobody is harmed by looking at them."""
