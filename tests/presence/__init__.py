"""Rules, guests, holds and lifts in a real Home Assistant."""
