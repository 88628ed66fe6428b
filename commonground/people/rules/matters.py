"""What ties a record to a person, what of it is theirs to read, and what becomes of it when they are erased?

A tie names one relation, "app.model.field". Every package keeps a table of its ties; whatever is exported, shown or
erased follows from it, so that a relation without a line is a fault that a test finds.

*Source:* D5; UK GDPR, articles 15 (4), 17 (3) and 20; settled questions, "In Django" (a person's matters).
"""

from dataclasses import dataclass
from enum import StrEnum

WORK = "It is part of the work of an organisation, which goes on without the person’s name."
RECORD = "Who decided is part of what was decided; the name is gone, the post that decided is not."
SAFETY = "It keeps others safe from a repeat; it no longer says who it was."


class Ending(StrEnum):
    """What becomes of a record when the person whom it names is erased."""

    GOES = "goes"
    EMPTIED = "emptied"
    STAYS = "stays"


@dataclass(frozen=True, slots=True)
class Tie:
    """One relation to a person, a membership or an account: what it is called, which of its words are the person's own
    or about them (dotted names of fields; never those of somebody else), when it was written, what becomes of it."""

    relation: str
    what: str
    words: tuple[str, ...] = ()
    when: str = ""
    ending: Ending = Ending.STAYS
    emptied: tuple[str, ...] = ()
    because: str = WORK

    @property
    def model(self) -> str:
        """The model that holds the relation, as "app.model"."""
        return self.relation.rpartition(".")[0]

    @property
    def field(self) -> str:
        """The name of the relation in its model."""
        return self.relation.rpartition(".")[2]


def gone(relation: str, what: str, words: tuple[str, ...], when: str = "") -> Tie:
    """Make the tie of a record that goes with the person."""
    return Tie(relation, what, words, when, Ending.GOES)


def emptied(
    relation: str, what: str, words: tuple[str, ...], when: str, of: tuple[str, ...], because: str = WORK
) -> Tie:
    """Make the tie of a record that stays without the words that tell who the person was."""
    return Tie(relation, what, words, when, Ending.EMPTIED, of, because)


def stays(relation: str, what: str, words: tuple[str, ...], when: str = "", because: str = WORK) -> Tie:
    """Make the tie of a record that stays as it is, and names nobody once the person has no name."""
    return Tie(relation, what, words, when, Ending.STAYS, (), because)


_APPLICANT = ("name", "email", "telephone", "post_title", "reason", "sponsors_named", "website", "switchboard")
_OWN_WORDS = "They are words in an exchange of which the other half belongs to somebody else."

SIGNING_IN = (
    gone("people.account.person", "Account", ("email", "created_at"), "created_at"),
    gone("people.recoverycode.account", "Recovery code", ("number", "used_at"), "made_at"),
    gone("people.knowndevice.account", "Device that has signed in", ("words", "first_at"), "first_at"),
    gone("people.signonlink.account", "Single sign-on", ("sign_on.name", "subject"), "linked_at"),
    gone("account.emailaddress.user", "E-mail address", ("email", "verified")),
    gone("mfa.authenticator.user", "Second factor", ("type", "last_used_at"), "created_at"),
    gone("usersessions.usersession.user", "Session", ("ip", "user_agent", "last_seen_at"), "created_at"),
    stays("people.factorreset.person", "Second factor taken away", ("reason", "is_done"), "asked_at", SAFETY),
    stays("people.factorreset.asked_by", "Second factor that you asked to take away", (), "asked_at", RECORD),
    stays("people.factorreset.decided_by", "Second factor on which you decided", ("is_done",), "decided_at", RECORD),
)
MEMBERSHIPS = (
    emptied(
        "people.membership.person",
        "Membership",
        (
            "organisation.name",
            "post_title",
            "roles",
            "starts",
            "until",
            "ended_because",
            "verified_on",
            "conduct_version",
            "conduct_accepted_at",
        ),
        "starts",
        ("post_title", "ended_because"),
        RECORD,
    ),
    emptied(
        "people.suspension.membership",
        "Suspension of a membership",
        ("starts", "until", "reason"),
        "starts",
        ("reason",),
        SAFETY,
    ),
    emptied(
        "people.membershipoffer.person",
        "Membership that you were offered",
        ("organisation.name", "post_title", "accepted_at", "declined_at"),
        "at",
        ("post_title",),
        RECORD,
    ),
    stays("people.membershipoffer.by", "Membership that you offered", ("organisation.name",), "at", RECORD),
    stays("people.logo.by", "Logo that you put up", ("words",), "at", RECORD),
    stays("people.suspension.by", "Suspension that you made", (), "starts", RECORD),
    emptied(
        "people.clearance.membership",
        "Clearance",
        ("level", "starts", "until", "vetted_by", "evidence", "withdrawn_at"),
        "starts",
        ("vetted_by", "evidence"),
        RECORD,
    ),
    stays("people.clearance.by", "Clearance that you entered", (), "starts", RECORD),
    gone("people.followedarea.person", "Area that you follow", ("area.name",), "since"),
    gone("people.reading.person", "What you have read of another organisation", ("about.organisation.name",), "at"),
)
POSTS = (
    stays("people.holding.membership", "Post", ("post.title", "part", "starts", "until"), "starts"),
    stays("people.postreport.by", "Report about a post", ("text", "answer"), "at"),
    stays("people.accreditation.verified_by", "Accreditation that you verified", ("standard",), "verified_at", RECORD),
    stays("people.merge.by", "Merger of two organisations that you made", ("reason",), "at", RECORD),
    stays("people.merge.undone_by", "Merger that you undid", (), "undone_at", RECORD),
)
HANDOVERS = (
    emptied(
        "people.handover.leaver", "Handover of yours", ("note", "leaves_on", "state"), "begun_at", ("answered_because",)
    ),
    stays("people.handover.successor", "Handover to you", ("starts_on", "state", "answered_because"), "begun_at"),
    stays("people.handovermatter.to", "Matter that passes to you", ("title",)),
    emptied("people.handovermessage.by", "Question or answer about a handover", ("text",), "at", ("text",), _OWN_WORDS),
)
JOINING = (
    emptied(
        "people.application.admitted",
        "Application",
        (*_APPLICANT, "state", "decided_because"),
        "sent_at",
        _APPLICANT,
        RECORD,
    ),
    stays("people.application.decided_by", "Application on which you decided", ("state",), "decided_at", RECORD),
    stays("people.callback.by", "Call that you made to check an application", ("outcome", "note"), "at", RECORD),
    emptied(
        "people.sponsor.membership",
        "Application for which you were asked to vouch",
        ("state", "known_how"),
        "asked_at",
        ("known_how",),
        RECORD,
    ),
    emptied("people.interest.person", "Interest that you declared", ("text",), "at", ("text",), RECORD),
    emptied(
        "people.concern.raised_by",
        "Concern that you raised",
        ("about", "text", "state", "reply_to"),
        "at",
        ("reply_to",),
        SAFETY,
    ),
    stays("people.letter.by", "Message that you answered", ("answer",), "done_at", RECORD),
    stays("people.concernnote.by", "What you noted about a concern", ("text",), "at", SAFETY),
    stays("people.thanks.by", "Thanks that you gave", ("text",), "at", _OWN_WORDS),
    stays("people.thanks.to", "Thanks that you got", ("text",), "at", _OWN_WORDS),
)
RIGHTS = (
    emptied("people.datarequest.person", "Request about your data", ("kind", "text", "state", "answer"), "asked_at",
            ("text", "answer"), "That a request was met, and when, must be shown to the regulator."),
    stays("people.datarequest.answered_by", "Request that you answered", ("kind", "state"), "answered_at", RECORD),
    stays("people.legalhold.person", "Legal hold", ("reason", "since", "lifted_at"), "since", RECORD),
    stays("people.legalhold.by", "Legal hold that you set", (), "since", RECORD),
    stays("people.legalhold.lifted_by", "Legal hold that you lifted", (), "lifted_at", RECORD),
    stays("people.matrixline.by", "Line of the requirement matrix that you wrote", ("cell", "line"), "at", RECORD),
    stays("people.breach.entered_by", "Breach that you entered", ("what",), "noticed_at", RECORD),
)  # fmt: skip

WORKGROUPS = (
    emptied("people.seat.membership", "Seat in a workgroup", ("workgroup.name", "part", "starts", "until"), "starts",
            ("holder_name", "holder_post"), RECORD),
    stays("people.meeting.by", "Meeting that you noted", ("workgroup.name", "note", "actions"), "on", _OWN_WORDS),
    stays("people.nextstep.membership", "Next step that you took on",
          ("what", "workgroup.name", "due", "outcome"), "due"),
    stays("people.supporter.consent_by", "Organisation that you had named as a supporter", ("organisation.name",),
          "consent_on", RECORD),
    stays("people.stance.said_by", "What you said for your organisation on the strategy",
          ("organisation.name", "agrees", "signed_on"), "signed_on", RECORD),
)  # fmt: skip

TIES = (*SIGNING_IN, *MEMBERSHIPS, *POSTS, *HANDOVERS, *JOINING, *RIGHTS, *WORKGROUPS)
