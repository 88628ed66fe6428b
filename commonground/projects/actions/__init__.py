"""What can be done in a collaboration? One function a verb, one file a noun.

Each permits, decides, writes and records in one transaction; the acting person comes first, everything by name.

*Source:* house, "Rooms".
"""
