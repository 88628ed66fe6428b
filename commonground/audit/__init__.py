"""What was done, by whom, to what? Append-only, without foreign keys, so that it outlives what it speaks of.

*Source:* D1; docs/decisions.
"""
