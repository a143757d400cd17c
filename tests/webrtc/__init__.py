"""Live pictures by WebRTC: real Home Assistant, real media, and a stand-in for go2rtc."""
