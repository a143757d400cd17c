"""The probes, against real cameras, a real router and hostile hosts."""
