"""What may be seen of sharing?

*Source:* D2.
"""
