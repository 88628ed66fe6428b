"""What are the buttons and headings about an answer called? A verb with the part's own noun.

*Source:* the look, section 11 ("Buttons start with a verb and name the object").
"""

from commonground.projects.rules.guide import Part

# Where the noun takes no article
ADDING = {"backing": "Add senior backing", "plan_shared": "Add who has the plan"}


def adding(part: Part) -> str:
    """Say how to answer: "Add an action", "Write down the joint statement"."""
    if not part.many:
        return f"Write down the {part.noun}"
    article = "an" if part.noun[0] in "aeiou" else "a"
    return ADDING.get(part.key, f"Add {article} {part.noun}")


def this(verb: str, part: Part) -> str:
    """Say what is done to one answer: "Change this action", "Save the joint statement"."""
    return f"{verb} {'this' if part.many else 'the'} {part.noun}"


def told(part: Part, done: str) -> str:
    """Tell what was done: "The action is saved."."""
    return f"The {part.noun} is {done}."
