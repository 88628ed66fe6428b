"""What of sharing names a person? Who wrote an item, and whom a release, a group or a key names.

*Source:* R247; D5; settled questions, "In Django" (a person's matters).
"""

from commonground.people.rules.matters import RECORD, WORK, Tie, emptied, gone, stays
from commonground.sharing.rules import agreements_ties, desk_ties, items_ties

PACKAGE = "sharing"
_OPENED = "It says what was open to whom, and opens nothing to somebody who is erased; the name is gone."
TIES: tuple[Tie, ...] = (
    stays("sharing.item.author", "Item that you wrote", ("category",), "opens", WORK),
    stays("sharing.release.person", "Release to you", ("opens", "closes"), "opens", _OPENED),
    stays("sharing.groupentry.person", "Group that names you", ("group.name", "opens", "closes"), "opens", _OPENED),
    stays("sharing.key.person", "Key that names you", (), "", RECORD),
    gone("sharing.accesstoken.membership", "Program that reads in your name", ("name", "use", "until", "used_on"),
         "made_at"),
    gone("sharing.incidentdraft.membership", "Report that you began", ("reference", "values"),
         "saved_at"),
    emptied("sharing.incidentreporter.person", "Report of an incident that you made", ("name", "contact"),
            "reported_at", ("name", "contact"), WORK),
    stays("sharing.feedback.by", "What you said of something that was shared", ("said", "words"), "at", WORK),
    *agreements_ties.TIES,
    *desk_ties.TIES,
    *items_ties.TIES,
)  # fmt: skip
