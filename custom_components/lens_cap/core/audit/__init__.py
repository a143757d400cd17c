"""Weak security, judged: a posture that holds no secret becomes findings.

Unknown is a value here as well: a check that cannot tell neither opens a finding nor closes one.
"""
