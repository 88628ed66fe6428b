"""What of items names a person, and what becomes of it when they are erased?

*Source:* R247; D5; design/sharing.md 2.1, 2.2.
"""

from commonground.people.rules.matters import RECORD, WORK, Tie, stays

_SEEN = "Who has seen what an organisation shared is told to that organisation; the name is gone."
TIES: tuple[Tie, ...] = (
    stays("sharing.item.withdrawn_by", "Item that you withdrew", ("withdrawn_because",), "withdrawn_at", RECORD),
    stays("sharing.release.by", "Release that you made", ("purpose",), "opens", RECORD),
    stays("sharing.release.approved_by", "Release that you approved", (), "opens", RECORD),
    stays("sharing.renditionversion.changed_by", "Words that you changed", (), "until", WORK),
    stays("sharing.reading.membership", "What you read", ("times", "accepted_at"), "last_at", _SEEN),
    stays("sharing.approval.asked_by", "Approval that you asked for", ("what",), "asked_at", RECORD),
    stays("sharing.approval.decided_by", "Approval that you gave or declined", ("because",), "decided_at", RECORD),
    stays("sharing.ask.membership", "Question to an originator", ("reason",), "at", WORK),
    stays("sharing.ask.answered_by", "Question that you answered", ("answer",), "answered_at", WORK),
    stays(
        "sharing.transfer.offered_by",
        "Items that you offered to another organisation",
        ("reason",),
        "offered_at",
        RECORD,
    ),
    stays("sharing.transfer.answered_by", "Items that you took over or declined", ("answer",), "answered_at", RECORD),
    stays("sharing.withdrawalnotice.membership", "Withdrawal that you were told of", ("reference",), "at", _SEEN),
)
