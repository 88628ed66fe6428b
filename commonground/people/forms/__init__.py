"""What may be typed about people and organisations, and to sign in? One file a noun.

*Source:* house, "Rooms".
"""
