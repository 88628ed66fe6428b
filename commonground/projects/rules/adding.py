"""What may be added to the guide, and what becomes of a suggestion? Local words stand beside the shipped ones.

*Source:* R53, R58; the frames as reference on standards, 2.7 maps them to the steps.
"""

from dataclasses import dataclass

KINDS = {"question": "Question", "help": "Help", "link": "Link"}
OUTCOMES = {"taken": "Taken up", "later": "For a later version", "not": "Not taken up"}


@dataclass(frozen=True, slots=True)
class Frame:
    """A deeper standard: its name, what it is, and where it is explained."""

    name: str
    what: str
    address: str


SARA = Frame(
    "SARA",
    "Scanning, analysis, response, assessment: how problems are solved in policing.",
    "https://popcenter.asu.edu/content/sara-model-0",
)
ISO = Frame(
    "ISO 44001",
    "Collaborative business relationship management: eight stages.",
    "https://www.iso.org/standard/72798.html",
)
ICO = Frame(
    "Data sharing code",
    "The Information Commissioner’s statutory code of practice on sharing personal data.",
    "https://ico.org.uk/for-organisations/uk-gdpr-guidance-and-resources/data-sharing/data-sharing-a-code-of-practice/",
)
# What each step is called in the frames: (frame, stage there); steps without a counterpart have no line
DEEPER: dict[int, tuple[tuple[Frame, str], ...]] = {
    1: ((SARA, "Scanning and analysis"), (ISO, "Stage 1 Operational awareness, stage 2 Knowledge")),
    2: (
        (SARA, "Analysis: who is touched"),
        (ISO, "Stage 3 Internal assessment, stage 4 Partner selection"),
        (ICO, "For question 2c"),
    ),
    3: ((SARA, "Response: its design"), (ISO, "Stage 5 Working together")),
    4: ((ISO, "Stages 3 and 5: joint governance"),),
    5: ((SARA, "Scanning and response"), (ISO, "Stage 5 Working together")),
    6: ((SARA, "Response"), (ISO, "Stage 5 Working together, stage 6 Value creation")),
    7: ((SARA, "Assessment"), (ISO, "Stage 6 Value creation, stage 7 Staying together")),
    8: ((SARA, "Assessment"), (ISO, "Stage 6 Value creation")),
    9: ((SARA, "Assessment: has it moved?"), (ISO, "Stage 8 Exit strategy")),
    10: ((ISO, "Stage 8: handing on what is known; stage 7 Staying together"),),
}
