"""What can be done with what is shared?

*Source:* D2.
"""
