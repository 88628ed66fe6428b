"""How do worlds in files fit? Reading a world and every fault in it, and printing who may see what.

No module here imports Django, and none needs a database.

*Source:* design/sharing.md 4.
"""
