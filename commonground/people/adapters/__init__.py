"""How does other people's software fit: the mail server, the sign-in library?

*Source:* house, "Rooms".
"""
