"""What is shown of people, posts and organisations? One file a noun.

*Source:* house, "Rooms".
"""
