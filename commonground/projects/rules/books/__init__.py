"""What is kept beside the ten steps? Books of records in the guide's own form, which undo no confirmation.

What is logged week by week (hours given, evidence taken, a trial) belongs to the collaboration but not to what the two
sides agree to in a step. It has the same form, the same earlier wordings and the same names as an answer of the guide.

*Source:* R101, R116, R124-R125, R150, R258.
"""

from commonground.projects.rules import guide
from commonground.projects.rules.books import barriers, benefits, guarding, replication, trials
from commonground.projects.rules.books.shapes import Book
from commonground.projects.rules.guide.shapes import Part

BOOKS: dict[str, Book] = {
    book.key: book for book in (benefits.BOOK, barriers.BOOK, replication.BOOK, trials.BOOK, guarding.BOOK)
}
BOOK_OF_PART: dict[str, Book] = {part.key: book for book in BOOKS.values() for part in book.parts}
# Every part that an answer can belong to, of the steps and beside them
PARTS: dict[str, Part] = guide.PARTS | {part.key: part for book in BOOKS.values() for part in book.parts}

__all__ = ["BOOKS", "BOOK_OF_PART", "PARTS", "Book"]
