"""Which work is done in the background? Names only: actions defer by name, the website binds them to tasks.

*Source:* settled questions, "In Django".
"""

EVALUATE_STUDY = "outcomes:evaluate_study"
