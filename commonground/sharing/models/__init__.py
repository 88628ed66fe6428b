"""What is kept of sharing? Agreements, decisions, groups, items with renditions and releases, and what opens them.

A moment that may be missing is unbounded: a period without a beginning has always been, one without an end never ends.
All periods are half-open. Keys and openings are made by the database from everything else (`sql/openings.sql`), never
written by hand.

*Source:* design/sharing.md 1, 3; R15, R211-R213; D2.
"""

from commonground.sharing.models.agreements import Agreement, AgreementVersion, Party, TimeInForce
from commonground.sharing.models.agreements_annex import AgreementReview, AnnexChange, DataReport, Leaving, PartyBasis
from commonground.sharing.models.agreements_words import Acknowledgement, AgreementPerson, Clause, Signature
from commonground.sharing.models.around import Approval, Ask, Reading, RenditionVersion, WithdrawalNotice
from commonground.sharing.models.attachments import Attachment, AttachmentContent
from commonground.sharing.models.decisions import Decision, DecisionRecipient
from commonground.sharing.models.decisions_recording import RecordNote, RecordRecipient, SharingRecord
from commonground.sharing.models.desk import DeskQuestion, Pledge
from commonground.sharing.models.feedback import Feedback, Receipt
from commonground.sharing.models.groups import Group, GroupEntry
from commonground.sharing.models.incidents import Incident, IncidentDraft, IncidentReporter, TriageLine
from commonground.sharing.models.items import Item, Release, Rendition
from commonground.sharing.models.openings import Key, Opening
from commonground.sharing.models.programs import AccessToken
from commonground.sharing.models.requests import (
    Asset,
    AssetRequest,
    AssetVersion,
    Attendance,
    Briefing,
    Grant,
    GrantEntry,
)
from commonground.sharing.models.retention import ItemHold, KeptUntil, RetentionReview, RetentionSpan
from commonground.sharing.models.retention_records import RecordKept, RecordReview
from commonground.sharing.models.transfers import Transfer, TransferItem

__all__ = [
    "AccessToken",
    "Acknowledgement",
    "Agreement",
    "AgreementPerson",
    "AgreementReview",
    "AgreementVersion",
    "AnnexChange",
    "Approval",
    "Ask",
    "Asset",
    "AssetRequest",
    "AssetVersion",
    "Attachment",
    "AttachmentContent",
    "Attendance",
    "Briefing",
    "Clause",
    "DataReport",
    "Decision",
    "DecisionRecipient",
    "DeskQuestion",
    "Feedback",
    "Grant",
    "GrantEntry",
    "Group",
    "GroupEntry",
    "Incident",
    "IncidentDraft",
    "IncidentReporter",
    "Item",
    "ItemHold",
    "KeptUntil",
    "Key",
    "Leaving",
    "Opening",
    "Party",
    "PartyBasis",
    "Pledge",
    "Reading",
    "Receipt",
    "RecordKept",
    "RecordNote",
    "RecordRecipient",
    "RecordReview",
    "Release",
    "Rendition",
    "RenditionVersion",
    "RetentionReview",
    "RetentionSpan",
    "SharingRecord",
    "Signature",
    "TimeInForce",
    "Transfer",
    "TransferItem",
    "TriageLine",
    "WithdrawalNotice",
]
