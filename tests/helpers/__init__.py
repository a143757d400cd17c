"""What tests of several folders share: houses, people, phones, servers and clips."""
