"""What may be typed about what is shared? A file for each noun.

*Source:* docs/start-here.md.
"""
