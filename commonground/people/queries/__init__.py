"""What may I see of people and organisations? One file per noun.

*Source:* house, "Rooms".
"""
