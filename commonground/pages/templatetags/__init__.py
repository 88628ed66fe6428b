"""What can a template say? `look` has the marks, drawings and words; `parts` the components that wrap content.

*Source:* the look.
"""
