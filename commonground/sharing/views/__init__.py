"""What is shown of what is shared?

*Source:* R15, R184, R211-R213; D2.
"""
