"""What is asked to find a collaboration's or a proposal's cell of the requirement matrix? Three plain questions.

The questions are those of `pages.matrix`, because items and alerts, in packages below this one, ask them too.

*Source:* R94-R97.
"""

from commonground.pages.matrix import CellFields, CellForm, OptionalCellFields, cell_values

__all__ = ["CellFields", "CellForm", "OptionalCellFields", "cell_values"]
