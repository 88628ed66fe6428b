"""What can be done with studies, and with what somebody holds of them? One file a noun.

*Source:* house, "Rooms".
"""
