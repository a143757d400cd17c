"""Reading coded video without decoding it: whether it can be decoded for certain."""
