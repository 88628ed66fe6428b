"""What may I see of collaborations? `visible` says which; the others read one that was found through it.

*Source:* settled questions, "Who sees a collaboration".
"""
