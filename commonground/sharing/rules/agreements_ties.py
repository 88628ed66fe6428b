"""What of agreements names a person? Who wrote, signed, answered and decided, always for an organisation.

*Source:* R212, R247; D5; settled questions, "In Django" (a person's matters).
"""

from commonground.people.rules.matters import RECORD, WORK, Tie, stays

_SIGNED = "An agreement binds organisations; who signed it for them is part of it. The name is gone."
TIES: tuple[Tie, ...] = (
    stays("sharing.agreement.begun_by", "Agreement that you began", ("title",), "begun_at", WORK),
    stays("sharing.agreement.suspended_by", "Agreement that you suspended", ("title", "suspended_because"),
          "suspended_at", RECORD),
    stays("sharing.agreementversion.made_by", "Version of an agreement that you began", ("because",), "made_at", WORK),
    stays("sharing.clause.by", "Clause that you wrote", ("key", "values", "not_needed"), "at", WORK),
    stays("sharing.agreementperson.membership", "Part in an agreement", ("agreement.title", "part", "opens", "closes"),
          "opens", WORK),
    stays("sharing.signature.by", "Agreement that you signed", ("version.agreement.title", "post_title", "content"),
          "at", _SIGNED),
    stays("sharing.acknowledgement.membership", "Agreement that you know", ("version.agreement.title", "training"),
          "at", RECORD),
    stays("sharing.partybasis.by", "Lawful basis that you entered", ("basis", "note"), "opens", WORK),
    stays("sharing.annexchange.put_by", "Change of an annex that you put forward", ("because",), "put_at", WORK),
    stays("sharing.annexchange.signed_by", "Change of an annex that you signed", ("content", "line"), "signed_at",
          _SIGNED),
    stays("sharing.annexchange.let_in_by", "Change of an annex that you let in", ("opened",), "let_in_at", RECORD),
    stays("sharing.agreementreview.by", "Review of an agreement", ("findings", "changes"), "at", WORK),
    stays("sharing.datareport.by", "What you said became of data", ("done", "words"), "at", RECORD),
    stays("sharing.leaving.by", "Agreement that you left for your organisation", ("because",), "at", RECORD),
)  # fmt: skip
