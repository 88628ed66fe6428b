"""What is shown of a collaboration? One file a group of pages; each view is one query or one action.

*Source:* reference on standards, section 1.2.
"""
