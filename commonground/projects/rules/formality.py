"""How formal must it be? Two short sets of answers, each with a suggestion and its reasons.

The suggestion never decides: the sides choose, and say why where they differ from it.

*Source:* R13, R15; the thresholds are ours and are labelled so on the page.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from commonground.sharing.rules.agreements_asking import carried

AGREEMENT = "agreement"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the answers point to, as a code of the question's choices, with the reasons as sentences."""

    code: str
    reasons: tuple[str, ...]


def arrangement(answers: Mapping[str, Any]) -> Suggestion:
    """Suggest how formal the arrangement should be from the six answers of question 2a."""
    reasons = []
    if answers.get("powers") or answers.get("liability"):
        if answers.get("powers"):
            reasons.append("Legal powers used on behalf of another need a contract that says who may use which.")
        if answers.get("liability"):
            reasons.append("Where one may be liable for another, a contract settles it beforehand.")
        return Suggestion("contract", tuple(reasons))
    if answers.get("money"):
        return Suggestion("contract", ("Money that passes between organisations is best under a contract.",))
    if answers.get("personal"):
        return Suggestion("agreement", ("Personal data that passes between you needs an agreement (see question 2c).",))
    if answers.get("staff"):
        return Suggestion(
            "memorandum", ("Staff under another's direction need a memorandum that says who answers for them.",)
        )
    if answers.get("long"):
        return Suggestion("terms", ("Over more than a year people change posts; terms of reference outlast them.",))
    return Suggestion("none", ("Nothing here needs more than each other's word and a note of who decides what.",))


def sharing(answers: Mapping[str, Any]) -> Suggestion:
    """Suggest whether a formal sharing agreement is needed from the answers of question 2c."""
    identifies = [
        words
        for name, words in (
            ("personal", "personal data"),
            ("intelligence", "police intelligence"),
            ("images", "images of people"),
        )
        if answers.get(name)
    ]
    if not identifies or answers.get("regular") == "never":
        return Suggestion("informal", ("Nothing that identifies anybody is shared, so no agreement is needed.",))
    what = " and ".join(identifies).capitalize()
    if answers.get("regular") == "once" and not answers.get("intelligence"):
        return Suggestion("request", (f"{what} shared once or twice: a written request each time is enough.",))
    return Suggestion("agreement", (f"{what} shared again and again: agree once what, why and how it is kept.",))


def wants_agreement(formal: Mapping[str, Any], sharing_said: Mapping[str, Any]) -> bool:
    """Tell whether the sides have chosen an agreement on sharing, in question 2a or in question 2c."""
    return AGREEMENT in {formal.get("chosen"), sharing_said.get("decided")}


def clauses(about: str, formal: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Give the first words of an agreement, by its clauses: what the collaboration is for, why sharing is needed for
    it, and how often; what was not answered is left to be written."""
    flows = {name: "yes" for name in ("personal", "intelligence", "images") if said.get(name)}
    why = str(said.get("reason") or formal.get("reason") or "")
    found = carried({"why": why, "regular": str(said.get("regular") or ""), **flows}).answers
    return {**found, "purpose": {"aim": about, **found.get("purpose", {})}}
