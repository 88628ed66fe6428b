"""Which papers can be taken away from a collaboration? One line each, so that one page lists them all.

*Source:* R13, R16, R29, R39.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper: its name, what it is for, the name of its address (which takes the collaboration's public id and a
    `form`), the forms it comes in, and the step that it belongs to (0 for the whole)."""

    key: str
    label: str
    what: str
    address: str
    forms: tuple[str, ...] = ("pdf", "docx")
    step: int = 0


PAPERS: tuple[Paper, ...] = (
    Paper("arrangement", "The formal arrangement", "Terms of reference, a memorandum or heads of terms, from step 2.",
          "projects:arrangement_paper", ("pdf", "docx", "html", "md"), 2),
    Paper("request", "Request for information, once", "A sheet to fill in where no agreement is needed.",
          "projects:request_sheet", ("pdf", "docx"), 2),
    Paper("plan", "The plan", "Steps 1, 2, 3 and 6 as they were put forward last, with who has agreed.",
          "projects:plan_paper", ("pdf", "docx", "html", "md"), 3),
    Paper("action_plan", "The action plan", "Who does what by when, on which power, and who has signed it.",
          "projects:action_plan_paper", ("pdf", "docx", "html", "md"), 6),
    Paper("duties", "Who does what", "Activities and organisations: who answers, does, is asked and is told.",
          "projects:duties_paper", ("pdf", "docx"), 6),
    Paper("poster", "Poster", "For a wall or a window: what it is, and where people read more.",
          "projects:poster", ("pdf", "docx"), 5),
    Paper("benefits", "Benefits and effort", "Who gains what, how firmly that is known, and what each side puts in.",
          "projects:benefits_paper", ("pdf", "docx", "html", "md"), 8),
    Paper("achievements", "What was achieved", "Outcomes against targets, how firm each is, and both sides’ views.",
          "projects:achievement_paper", ("pdf", "docx", "html", "md"), 8),
)  # fmt: skip
