"""How is a marking kept? As its rank, the least strict first, so that the database can compare.

*Source:* design/sharing.md 1 (the order of TLP).
"""

from commonground.groundwork.markings import STRICTNESS

TLP = {rank: marking.label for marking, rank in STRICTNESS.items()}
CLEARANCES = {0: "Not checked", 1: "Checked", 2: "Vetted", 3: "Security cleared"}
