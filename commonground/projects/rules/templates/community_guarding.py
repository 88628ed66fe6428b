"""What is Community Guarding? Guards whom a whole high street shares, in two tiers, tasked by police priorities.

The name and the parties are those of the project that Sussex Police, Sainsbury's and Mitie ran; the seeds name it and
the requirement lists its parts. The words, the figures to start from and the order of work are ours, and say so.

*Source:* R116; reference on the domain (accreditation is what opens police information).
"""

from commonground.projects.rules.kits import IN_DAYS, MEMBER, Component, Kit

COMPONENTS = (
    Component(
        "two_tiers", "Two tiers of guarding", True,
        "Static guards stand in the shops of high risk; a patrol that can be seen walks the streets between them. Each "
        "tier does what the other cannot.",
        "Is there at least one post in a shop, and a patrol outside, in the same week?", "tactic",
        "Says from its records which shops and streets are at high risk",
        "Provides the guards of both tiers, and moves them when the picture changes",
    ),
    Component(
        "agreed_areas", "Patrols go where the police have agreed", True,
        "Areas and times of the patrol are agreed with the police beforehand, with a day to look again. A sponsor does "
        "not decide alone where guards walk.",
        "Is there an agreement on areas and times that is not older than three months?", "rule",
    ),
    Component(
        "tasking", "Tasks follow police priorities", True,
        "The police say what comes first, in writing and with an end. What came of each task is written down.",
        "Has each task of the last month a police priority and a result?", "tactic",
        "Names its priorities for the area and asks for tasks",
        "Does the tasks, and says what came of each",
    ),
    Component(
        "evidence", "Evidence is captured and logged", True,
        "Guards take statements and secure pictures in a form that the police can use. A log says where each is; it "
        "names nobody.",
        "Can every statement of the last month be found by its reference?", "tactic",
        "Says what a usable statement holds, and tells what became of it",
        "Takes statements, secures pictures, keeps the log",
    ),
    Component(
        "shared_cost", "The street shares the cost", True,
        "Several businesses pay for one team, so that a small shop is protected too. Sponsors are named in public.",
        "Do at least two businesses that do not belong together pay?", "resource",
    ),
    Component(
        "accreditation", "Accredited powers", False,
        "Guards may be accredited under the community safety accreditation scheme. Without it they have no powers "
        "beyond anybody’s, and the plan must work without.",
        "Is it written down which posts are accredited, for which powers, until when?", "rule",
    ),
    Component(
        "radio", "One radio channel", False,
        "Shops, patrol and control room hear the same. Another way of reaching the patrol within a minute does too.",
        "Does a call from a shop reach the patrol within a minute?", "resource",
    ),
    Component(
        "joint_measures", "Measures that only work together", False,
        "Briefings before a shift, joint visits to shops that were hit, shared news for staff and shoppers. Choose "
        "those that fit.",
        "Was at least one of them done together in the last month?", "tactic",
        "Joins a briefing each week and the visits after an incident",
        "Prepares the briefing and keeps in touch with the shops",
    ),
    Component(
        "onboarding", "Businesses come on board in the same way", False,
        "Each hears what the team does and does not do, how to report, and what it pays, before it joins.",
        "Were the staff of the last business that joined told how it works?", "role",
    ),
)  # fmt: skip

CONDITIONS = (
    "A police lead for the area who can name priorities and has time for a weekly word.",
    "Businesses that lose enough to pay together, at least one of them willing to go first.",
    "An employer of guards that vets, trains and insures them, and answers for what they do.",
    "An agreement on what may be shared, before names or pictures are.",
    "Somebody outside who hears complaints: what guards do in public must be answered for in public.",
)

_ROLES = (
    ("Deciding where and when the patrol goes", "Both leads together"),
    ("Tasking by police priorities", "Police lead for the area"),
    ("Guards: vetting, training, safety", "The employer of the guards"),
    ("Log of evidence and statements", "Team leader of the guards"),
    ("Bringing businesses on board", "Whoever speaks for the businesses"),
)
_ACTIONS = (
    ("Agree the first areas and times of the patrol", "Both leads have signed the map", 21),
    ("Agree what a usable statement holds", "A blank form that the police have accepted", 28),
    ("Ask ten businesses to join", "Ten answers are noted in the list of businesses", 42),
    ("Hold the first weekly briefing", "A note with the priorities of the week", 35),
)
_MILESTONES = (
    ("First patrol", "The patrol was seen in every agreed street", 56),
    ("First look again at areas and times", "A new agreement, or the old one confirmed", 120),
)

ANSWERS = (
    ("architecture", {
        "shape": "steering",
        "decides": "The steering group of police, businesses and the employer of the guards decides on money, areas "
                   "and publicity. The team leader decides within the day.",
        "meets": "Every month; the two leads speak every week",
    }),
    ("formality", {
        "money": "yes", "powers": "no", "personal": "yes", "staff": "yes", "long": "yes", "liability": "yes",
        "chosen": "contract",
        "reason": "Money passes, and guards act for several businesses at once. If guards are accredited, answer the "
                  "question about powers again.",
    }),
    ("stakeholders", {
        "name": "Businesses of the street that do not pay", "interest": "high", "influence": "medium",
        "channel": "The list of businesses, and a visit", "message": "What the team does for everybody in the street",
        "how_often": "Every three months", "owner": MEMBER,
    }),
    ("stakeholders", {
        "name": "People who live or shop here", "interest": "medium", "influence": "medium",
        "channel": "A notice in shop windows and the public page", "message": "Who the guards are, what they may do, "
        "and where to complain", "how_often": "Every three months", "owner": MEMBER,
    }),
    ("resources", {
        "kind": "people", "what": "Guards for the static tier, at one time (start with one shop)", "needed": "1",
        "pledged": "0", "confirmed": "0", "provider": "The employer of the guards",
    }),
    ("resources", {
        "kind": "people", "what": "Guards for the patrol, at one time (never alone)", "needed": "2", "pledged": "0",
        "confirmed": "0", "provider": "The employer of the guards",
    }),
    ("resources", {
        "kind": "radios", "what": "Radios on one channel, for patrol and shops", "needed": "4", "pledged": "0",
        "confirmed": "0", "provider": "The businesses",
    }),
    *(("tactics", {
        "name": one.name, "police_part": one.police_part, "security_part": one.security_part, "mechanism": one.what,
        "why_here": "Say why it should work in your street.",
    }) for one in COMPONENTS if one.kind == "tactic"),
    *(("roles", {"activity": what, "accountable": MEMBER, "responsible": who}) for what, who in _ROLES),
    *(("actions", {
        "what": what, "done_when": sign, "organisation": "To be agreed", "accountable": MEMBER,
        "due": f"{IN_DAYS}{days}",
    }) for what, sign, days in _ACTIONS),
    *(("milestones", {"what": what, "evidence": sign, "owner": MEMBER, "due": f"{IN_DAYS}{days}"})
      for what, sign, days in _MILESTONES),
    ("community_news", {
        "channel": "A notice in every shop window", "message": "Who the guards are, what they may and may not do, who "
        "pays, and where to complain", "how_often": "When something changes", "owner": MEMBER,
    }),
)  # fmt: skip

KIT = Kit(
    key="community-guarding",
    number=1,
    name="Community Guarding",
    about="One security team for a whole high street: guards in the shops of high risk, and a patrol where the police "
    "agree.",
    story="A shop that stands alone can only move thieves next door. A team that the street shares sees the same "
    "people in every shop, can walk between them, and has one voice towards the police. The police know where it walks "
    "and say what comes first; the team hands over evidence that can be used.",
    components=COMPONENTS,
    conditions=CONDITIONS,
    answers=ANSWERS,
    books=("guarding",),
    source="Named by PaS among its supported projects: Community Guarding Project (Sussex Police, Sainsbury’s, Mitie). "
    "The parts are described in our own words; figures are only to start from.",
    changed=((1, "First version."),),
)
