"""Who plays in the example? The invented cast: as many from the police as from security, and four others.

Telephone numbers come from the ranges reserved for fiction (01632 960000-960999 and 07700 900000-900999), e-mail
addresses lie under example.org. Two people have left their posts and two write only by e-mail: they are
known, but never sign in.

*Source:* the mock-ups of design/look (Whitlock, Tranter, Thornbury, Ellerby, Penhallow, Marchbank); our own (the rest).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Member:
    """One person: what they do for which organisation (empty: for none), how to reach them, since how many days, and in
    one sentence what their sign-in is good for to look at."""

    key: str
    name: str
    organisation: str
    post: str
    email: str
    telephone: str
    since: int = 900
    left: int | None = None
    roles: tuple[str, ...] = ()
    administrator: bool = False
    signs_in: bool = True
    why: str = ""


POLICE = "Aldermouth Police"
PARTNERSHIP = "Aldermouth Business Crime Partnership"
MARLGATE = "Marlgate Centre"
NORTHGATE = "Northgate Guarding"
TANNERY = "Tannery Stores"

PEOPLE: dict[str, Member] = {
    member.key: member
    for member in (
        Member("thornbury", "Maya Thornbury", POLICE, "Inspector, city centre neighbourhoods",
               "maya.thornbury@police.example.org", "01632 960140", roles=("coordinator",),
               why="Leads all three for the police, and has a proposal to answer and words to write."),
        Member("tranter", "Owen Tranter", POLICE, "Neighbourhood sergeant, Minster Gate",
               "owen.tranter@police.example.org", "01632 960141",
               why="Delivers for the police at Minster Gate: see the finished one from the inside."),
        Member("marchbank", "Leila Marchbank", POLICE, "Neighbourhood constable, Friary and Castle Parade",
               "leila.marchbank@police.example.org", "07700 900141",
               why="Leads delivery for the police at Castle Parade, and took the post over."),
        Member("calloway", "Idris Calloway", POLICE, "Business crime analyst",
               "idris.calloway@police.example.org", "01632 960145",
               why="The analyst: see what the evaluations can and cannot tell."),
        Member("ashdown", "Helen Ashdown", POLICE, "Superintendent, local policing",
               "helen.ashdown@police.example.org", "01632 960143",
               why="The superintendent: on two teams, and answers for nothing there."),
        Member("whitlock", "Dana Whitlock", MARLGATE, "Security manager",
               "dana.whitlock@marlgate.example.org", "01632 960121", roles=("coordinator",),
               why="Led Minster Gate for security through all ten steps, to the public case study."),
        Member("ellerby", "Tomas Ellerby", MARLGATE, "Late-shift security lead",
               "lateshift@marlgate.example.org", "01632 960122",
               why="On both teams for security: see one's own actions, done and confirmed."),
        Member("penhallow", "Ruth Penhallow", PARTNERSHIP, "Partnership manager and data protection lead",
               "ruth.penhallow@abcp.example.org", "01632 960100", roles=("coordinator",),
               why="Leads Castle Parade for security: a review waits for her answer, two radios are missing."),
        Member("haddow", "Samir Haddow", NORTHGATE, "Contract manager, city centre",
               "samir.haddow@northgate.example.org", "07700 900132", since=84, roles=("coordinator",),
               why="Took over a vacant post at Minster Gate: see what a newcomer finds."),
        Member("hartnoll", "Gwen Hartnoll", TANNERY, "Stores director",
               "gwen.hartnoll@tannery.example.org", "01632 960151", roles=("coordinator",),
               why="Has proposed Counterfeit notes and waits for the police."),
        Member("osei", "Farida Osei", "Office of the Aldermouth Police and Crime Commissioner",
               "Head of partnerships", "farida.osei@commissioner.example.org", "01632 960160",
               roles=("oversight",),
               why="Oversight: reads what collaborations report; in one she is a stakeholder, and sees steps 2 and 5."),
        Member("yarrow", "Bill Yarrow", "Minster Gate Residents and Traders", "Chair",
               "bill.yarrow@minstergate.example.org", "07700 900171",
               why="The community: invited as a stakeholder, sees steps 2 and 5 and his own position."),
        Member("lindqvist", "Marit Lindqvist", "Harbour View Hotel", "Duty manager",
               "marit.lindqvist@harbourview.example.org", "01632 960181",
               why="A stranger: a member of an organisation who takes part in nothing yet."),
        Member("calder", "Ines Calder", "", "Help desk", "helpdesk@abcp.example.org", "01632 960101",
               administrator=True, why="Keeps the installation; that opens no collaboration to her."),
        Member("prewett", "Joan Prewett", "Aldermouth City Council", "Licensing and lighting officer",
               "joan.prewett@council.example.org", "01632 960166", signs_in=False,
               why="A stakeholder from the council, who writes by e-mail."),
        Member("oduya", "Sam Oduya", "Aldermouth Street Pastors", "Team leader, Fridays",
               "sam.oduya@pastors.example.org", "07700 900175", signs_in=False,
               why="A stakeholder from the volunteers, who writes by e-mail."),
        Member("abernethy", "Neil Abernethy", POLICE, "Neighbourhood sergeant, Castle Parade",
               "neil.abernethy@police.example.org", "01632 960142", left=95, signs_in=False),
        Member("reyes", "Callum Reyes", NORTHGATE, "Contract manager, city centre",
               "callum.reyes@northgate.example.org", "07700 900131", left=126, signs_in=False),
    )
}  # fmt: skip

SIGN_IN = tuple(key for key, member in PEOPLE.items() if member.signs_in)
