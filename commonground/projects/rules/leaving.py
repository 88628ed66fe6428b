"""What of a collaboration leaves on its day? All of its work; what stays is that it was, and what it published.

Every table that hangs on a collaboration is named here, each with the column by which it hangs, so that what leaves can
be read, and a table that was forgotten is found by a test. What was published is everybody's, and stays; so do
proposals, which are older than the collaboration that came of them.

*Source:* D4; DPA 2018, section 39; UK GDPR, article 5(1)(e).
"""

from collections.abc import Iterator, Mapping

WHOLE = "collaboration"
HANGS_ON: Mapping[str, tuple[str, ...]] = {
    "collaboration": (
        "teammember.collaboration_id", "leadershippost.collaboration_id", "answer.collaboration_id",
        "confirmation.collaboration_id", "backingrequest.collaboration_id", "review.collaboration_id",
        "charterwording.collaboration_id", "consensusrule.collaboration_id", "consensusround.collaboration_id",
        "decisionitem.collaboration_id", "effectround.collaboration_id", "ethicsanswer.collaboration_id",
        "ethicsadvice.collaboration_id", "collaborationstudy.collaboration_id", "position.collaboration_id",
        "follower.collaboration_id", "localanswer.collaboration_id", "plansignature.collaboration_id",
        "planreader.collaboration_id", "calendarfeed.collaboration_id", "planversion.collaboration_id",
        "poll.collaboration_id", "portfolioline.collaboration_id", "reporting.collaboration_id",
        "coordinationnote.sender_id", "coordinationnote.receiver_id", "problemround.collaboration_id",
        "pulseround.collaboration_id", "pulsesum.collaboration_id", "wantedresource.collaboration_id",
        "awaited.collaboration_id",
    ),
    "teammember": (
        "answer.member_id",
    ),
    "answer": (
        "answerversion.answer_id", "backingfile.answer_id", "consensusround.decision_id", "lastingcheck.answer_id",
        "watchedmonth.answer_id", "dutycell.activity_id", "reminder.answer_id", "wantedresource.row_id",
    ),
    "review": (
        "reviewanswer.review_id", "charterround.review_id", "planversion.review_id",
    ),
    "charterwording": (
        "charteradoption.wording_id",
    ),
    "consensusrule": (
        "consensusround.rule_id",
    ),
    "consensusround": (
        "asked.round_id", "position.poll_id",
    ),
    "decisionitem": (
        "decisionstage.item_id", "decisioncomment.item_id", "decisionvoice.item_id",
    ),
    "effectround": (
        "effectview.round_id",
    ),
    "position": (
        "objectionmet.position_id",
    ),
    "planversion": (
        "planagreement.plan_id",
    ),
    "poll": (
        "pollgroup.poll_id", "pollanswer.poll_id", "pollresponse.poll_id",
    ),
    "problemround": (
        "sidestatement.round_id", "statementmark.round_id",
    ),
    "pulseround": (
        "pulsemark.round_id", "pulsetally.round_id",
    ),
    "wantedresource": (
        "wantedresource_named.wantedresource_id", "resourceoffer.wanted_id",
    ),
    "charterround": (
        "charterrating.round_id",
    ),
    "pollgroup": (
        "pollanswer.group_id",
    ),
}  # fmt: skip
LETS_GO: Mapping[str, tuple[str, ...]] = {"answer": ("publication.answer_id",)}  # these stay, without what they rest on
STAYS = frozenset({"publication", "caseoffer", "proposal", "origin"})


def _links() -> Iterator[tuple[str, str, str]]:
    for parent, children in HANGS_ON.items():
        for child in children:
            table, _, column = child.partition(".")
            yield table, column, parent


def ways(table: str) -> list[tuple[str, str]]:
    """Give each column by which a table hangs on another, with that other."""
    return [(column, parent) for child, column, parent in _links() if child == table]


def in_order() -> list[str]:
    """List the tables that leave, each before those that it hangs on."""
    left, order = {child for child, _column, _parent in _links()}, []
    while left:
        free = sorted(one for one in left if not any(parent == one and child in left for child, _, parent in _links()))
        order += free
        left -= set(free)
    return order


def condition(table: str) -> str:
    """Write in SQL which rows of a table leave with the collaborations whose keys are in `gone`."""
    if table == WHOLE:
        return "id = ANY (gone)"
    found = []
    for column, parent in ways(table):
        of = "= ANY (gone)" if parent == WHOLE else f"IN (SELECT id FROM projects_{parent} WHERE {condition(parent)})"
        found.append(f"{column} {of}")
    return " OR ".join(found)


def statements() -> str:
    """Write the statements that take the work of the collaborations in `gone` away."""
    freed = [
        f"UPDATE projects_{table} SET {column} = NULL"
        f" WHERE {column} IN (SELECT id FROM projects_{parent} WHERE {condition(parent)});"
        for parent, others in LETS_GO.items()
        for table, _, column in (one.partition(".") for one in others)
    ]
    gone = [f"DELETE FROM projects_{table} WHERE {condition(table)};" for table in in_order()]
    return "\n    ".join([*freed, *gone])
