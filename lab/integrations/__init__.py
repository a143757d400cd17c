"""Integrations that only the homes of the lab have."""
