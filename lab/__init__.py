"""The lab: simulated network cameras and a real Home Assistant, for the demo and the tests."""
