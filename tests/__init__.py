"""Does it do what it says? The folders mirror the packages; the names are sentences of the domain.

*Source:* CONTRIBUTING.md.
"""
