"""Where? Areas and their boundaries, from the whole country down to a drawn shape.

Every collaboration, organisation and register entry names an area. Must not know who or what is there.

*Source:* R57, R187.
"""
