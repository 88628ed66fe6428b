"""What is shown of items to programs? The same as to people, by the same queries, and nothing that changes anything.

*Source:* R213; D2, D8; design/sharing.md 2, 2.2, 5 ("Every surface is the same query"); bar A2.
"""
