"""Is what the documents say true?

*Source:* CONTRIBUTING.md.
"""
