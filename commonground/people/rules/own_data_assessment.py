"""Which seven steps does an assessment of risks to people's data take, and what is asked in each?

The steps are the regulator's; the questions are written for police and private security who work together.

*Source:* D5; Information Commissioner's Office, "How do we do a DPIA?" (the seven steps and what a sign-off records).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its number, what it is for, and what is asked."""

    number: int
    title: str
    asks: tuple[str, ...]


SOURCE = "Information Commissioner’s Office, “How do we do a DPIA?”, for the seven steps. The questions are our own."
STEPS = (
    Step(1, "Say why an assessment is needed", (
        "What will the two sides do together, and for whom?",
        "What about it could be a high risk to people: pictures, locations, suspicion, children, many people at once?",
        "If you decide that none is needed: why, and who decided it?",
    )),
    Step(2, "Describe what happens to the data", (
        "Nature: where do the data come from, who enters them, who reads them, who gets them, when are they erased?",
        "Scope: which data, about how many people, over how large a place, for how long?",
        "Context: what do these people expect, can they say no, are any of them children or vulnerable?",
        "Purpose: what is it good for, and for whom?",
        "Which organisation answers for which part, and is any part done for the police under Part 3 of the Act?",
    )),
    Step(3, "Ask those whom it touches", (
        "Whose views were asked, how, and what did they say: staff, shop workers, residents, those who are recorded?",
        "If nobody was asked: why not?",
        "What did each side’s data protection officer advise?",
    )),
    Step(4, "Check that it is needed, and no more than needed", (
        "On which lawful basis does each side stand, and does it hold for every step of the way?",
        "Would less data, fewer readers or a shorter time do?",
        "How do people learn of it, and how do they use their rights?",
        "How is it kept accurate, and who corrects it on both sides?",
    )),
    Step(5, "Find the risks to people", (
        "What could go wrong for a person: taken for somebody else, refused entry, found by who would harm them?",
        "For each risk: how likely, how bad, and so how great?",
    )),
    Step(6, "Lessen the risks", (
        "For each risk: what is done about it, by whom, by when?",
        "How great is the risk that is left, and who accepts it?",
    )),
    Step(7, "Sign it off, and look at it again", (
        "Who approved the measures, and who accepts what risk is left? A high one goes to the regulator first.",
        "The data protection officer’s advice: was it taken, and if not, why not and who decided so?",
        "Where views that were asked were not followed: why not?",
        "Who keeps this under review, and when is it looked at next?",
    )),
)  # fmt: skip
