"""What is true of people, posts and organisations? One file per noun.

*Source:* house, "Rooms".
"""
