"""All forms: set-up, cameras, zones, rules, household, and repairs."""
