"""Judges security: postures without secrets become findings.

Unknown is a value here too: a check that cannot tell neither opens nor closes a finding.
"""
