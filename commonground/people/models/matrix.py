"""What is kept of an installation's own table of the requirement matrix? Every line that somebody wrote, and when.

A line without a profile says that the cell went back to the table that the installation began with. Nothing is changed:
the newest line of a cell counts, and the earlier ones are its history.

*Source:* R94 ("cells configurable").
"""

from django.db import models

from commonground.groundwork.matrix import CELLS
from commonground.people.models.persons import Person
from commonground.people.models.programmes import Programme


class MatrixLine(models.Model):
    """One line of a programme's table, as it was written once: the cell, its defaults as text, or none."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="matrix_lines")
    cell = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    line = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="matrix_lines")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["cell", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "cell", "number"], name="one_matrix_line_a_number"),
            models.CheckConstraint(
                condition=models.Q(cell__in=[str(cell) for cell in CELLS]), name="matrix_cell_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cell}, {self.number}"
