"""How does other people's software fit? GeoJSON as it is found in the world, and the geometry of shapely and PROJ.

*Source:* R187.
"""
