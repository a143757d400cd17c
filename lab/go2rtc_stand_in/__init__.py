"""A stand-in for go2rtc, with real media: the part of its interface that Home Assistant uses.

It does what go2rtc does where that matters for privacy (read in go2rtc's sources): viewers of a
stream share one connection to its source; a source that ends is tried again for as long as somebody
watches; a stream that is added anew leaves those who watch the old one where they are; and a
websocket that closes does not end what is watched.
"""
