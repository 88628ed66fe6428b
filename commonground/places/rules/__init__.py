"""What is true of areas? Their kinds, their boundaries, their names, and how they become a picture; one file a noun.

*Source:* R187; the look, section 8.
"""

from commonground.places.rules.areas import KIND_LABELS, SIZES, AreaKind
from commonground.places.rules.boundaries import Ring, fault_of, frame, rings
from commonground.places.rules.pictures import Outline, Picture, picture

__all__ = ["KIND_LABELS", "SIZES", "AreaKind", "Outline", "Picture", "Ring", "fault_of", "frame", "picture", "rings"]
