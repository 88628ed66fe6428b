"""What of the desk names a person? Whoever asked, decided, approved, granted, used, and was there.

*Source:* R184, R211, R222, R223; D5.
"""

from commonground.people.rules.matters import RECORD, WORK, Tie, emptied, stays

_OUR_WORDS = "It is the organisation’s own question; the words that somebody wrote for it go with them."
TIES: tuple[Tie, ...] = (
    emptied("sharing.deskquestion.asked_by", "Question that you asked of the desk",
            ("about", "what", "purpose", "review_because"), "kept_at", ("what", "purpose", "review_because"),
            _OUR_WORDS),
    stays("sharing.pledge.made_by", "Pledge that you made for your organisation", ("words",), "made_on", WORK),
    stays("sharing.sharingrecord.decided_by", "Decision on sharing that you took", ("values",), "decided_at", RECORD),
    stays("sharing.sharingrecord.second", "Decision on sharing for you to approve", (), "decided_at", RECORD),
    stays("sharing.recordnote.by", "What you added to a decision on sharing", ("kind", "words"), "at", RECORD),
    stays("sharing.assetversion.changed_by", "Entry of the catalogue that you changed", (), "until", WORK),
    stays("sharing.assetrequest.asked_by", "Request for what the police have",
          ("title", "what", "purpose", "risks", "mitigations"), "asked_at", WORK),
    stays("sharing.assetrequest.answered_by", "Request that you answered", ("reasons",), "answered_at", RECORD),
    stays("sharing.grant.revoked_by", "Grant that you took away", ("revoked_because",), "revoked_at", RECORD),
    stays("sharing.grantentry.by", "What you wrote in the log of a grant", ("kind", "words"), "at", WORK),
    stays("sharing.briefing.opened_by", "Briefing that you opened", ("title",), "starts", WORK),
    stays("sharing.attendance.membership", "Seat at a briefing", ("briefing.title", "was_there"), "taken_at", WORK),
    stays("sharing.attendance.recorded_by", "Attendance that you recorded", (), "recorded_at", RECORD),
)  # fmt: skip
