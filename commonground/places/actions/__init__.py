"""What can be done with areas? Layers are brought in, areas named and retired, shapes drawn; one file a noun.

*Source:* R187.
"""

from commonground.places.actions.importing import Summary, bring_in, bring_in_layer
from commonground.places.actions.postcodes import bring_in_postcodes
from commonground.places.actions.retiring import name_also, retire
from commonground.places.actions.shapes import draw, erase, pass_shapes_on, redraw, shape_of

__all__ = [
    "Summary",
    "bring_in",
    "bring_in_layer",
    "bring_in_postcodes",
    "draw",
    "erase",
    "name_also",
    "pass_shapes_on",
    "redraw",
    "retire",
    "shape_of",
]
