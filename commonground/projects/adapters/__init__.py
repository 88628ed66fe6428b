"""How does other people's software fit? The mail server.

*Source:* house, "Rooms".
"""
