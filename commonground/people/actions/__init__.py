"""What can be done with people, posts and organisations? One function a verb, one file a noun.

*Source:* house, "Rooms".
"""
