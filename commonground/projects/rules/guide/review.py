"""Which questions look again? Step 7.

*Source:* the best practice guide, questions 7a-7c in our own words; R32-R35, R65.
"""

from commonground.projects.rules.guide.shapes import Question, Step

STEP = Step(
    7, "Review cycle", "Do", "Look again: still relevant, on course, change the plan?",
    "Both sides have answered the latest review, and the next one is not yet due.",
    ("Review", "cycle"),
    (
        Question("7a", "Plan: does the challenge still matter?",
                 "If it no longer does, the next question is whether to stop (step 9)."),
        Question("7b", "Do: are you reaching your milestones and outcomes?",
                 "Asked when the challenge still matters."),
        Question("7c", "Review: must the plan change?", "Asked when you are not on course."),
    ),
)  # fmt: skip
