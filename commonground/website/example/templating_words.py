"""What do the sides of the example say about benefits, effort, ethics, barriers and trials? The words, as plain rows.

They agree with what the story tells elsewhere: hours and money are those of the case study, taken apart by month.

*Source:* R101, R116, R120, R124-R125, R150; our own words.
"""

from commonground.website.example.shapes import Row, table

PATROLS, RADIO, VISITS = "Evening patrols at hours that both agreed", "The radio is answered by name", "Shop visits"

COMPONENTS = table(
    "name core kind what police_part security_part powers check",
    ("Both sides work the same hours", "core", "tactic",
     "Officers and guards are out in the twelve hours a week in which most happens, and see each other.",
     "Two officers on foot on a route that the shops chose", "Guards’ rounds moved into the gaps between",
     "None for guards; only officers stop and search.",
     "Were both sides out in at least ten of the twelve hours last week?"),
    ("The radio is answered by name", "core", "tactic",
     "Who calls is answered at once by somebody whom they know by name.",
     "Answers calls from shops on the shared channel", "Puts an operator on in the evening", "None",
     "Was every call of last week answered within a minute?"),
    ("A deputy for every lead", "core", "rule",
     "Each of the four leads has a deputy who knows that they are the deputy.", None, None, None,
     "Can each deputy say what they would do tomorrow?"),
    ("A second radio operator", "adapt", "resource",
     "One more person at the radio on the busy evenings. A larger control room may not need it.", None, None, None,
     "Is somebody at the radio who does nothing else?"),
    ("Visits about layout", "adapt", "tactic",
     "Shops that are hit again are visited by both, who look at what stands where.",
     "Brings what is known of how thefts happened", "Moves razors and spirits within sight of the till", "None",
     "Was each shop that was hit twice visited within two weeks?"),
    ("A briefing together before the shift", "adapt", "tactic",
     "Both hear the same, at six on Friday.", "Says what happened in the week", "Says what the shops expect", "None",
     "Was there one last Friday?"),
)  # fmt: skip


def benefits(before: int, after: int) -> list[Row]:
    """The benefit map of Minster Gate; the two counts of thefts are those of the crimes."""
    return table(
        "benefit sign side activity output outcome beneficiary whose gain baseline known_by without low high year "
        "source tell",
        ("Fewer thefts from shops", "gain", "both", PATROLS, "Both sides seen in the busy hours",
         "Fewer thefts at the Gate", "Shops of Minster Gate", "security", "commercial",
         f"{before} recorded shop thefts in six months; {after} in the same months a year later", "evaluation",
         "What happened in similar streets: the evaluation on the page of measures", None, None, None, None, "yes"),
        ("Stock that was not lost", "gain", "both", PATROLS, "Both sides seen in the busy hours",
         "Fewer thefts at the Gate", "Four shops that count stock", "security", "commercial",
         "£61,000 missing at the yearly count", "counted", "Their other shops in the town lost as much as before",
         "9000", "21000", "2026", "Stock counts of four shops, before and after", "yes"),
        ("Late-shift staff feel safe", "gain", "security", RADIO, "Calls answered within a minute",
         "Staff call before they challenge", "64 late-shift workers", "security", "safety",
         "26 of 64 felt safe; 44 afterwards", "counted", "Nobody was asked elsewhere", None, None, None, None, "yes"),
        ("Guards who can be asked for by name", "gain", "security", RADIO, "Calls answered within a minute",
         "Guards and officers know each other", "Guards of two firms", "security", "recognition", "Not known", "told",
         "Not known", None, None, None, None, "yes"),
        ("Fewer repeat visits to the same shop", "gain", "police", VISITS, "Eleven shops looked at together",
         "The same shop is hit less often", "Neighbourhood officers", "police", "time", "Not counted before", "told",
         "Not known", None, None, None, None, "yes"),
        ("Officers who were missed elsewhere", "harm", "police", PATROLS, "Both sides seen in the busy hours",
         "Fewer officers in Weavers Park on Fridays", "People of Weavers Park", "public", "trust",
         "Two officers most Fridays", "told", "They would have been there", None, None, None, None, "yes"),
    )  # fmt: skip


POLICE_HOURS, GUARD_HOURS, OPERATOR = (95, 95, 90, 95, 90, 95), 150, "1400"

TRIALS = table(
    "idea hypothesis site starts_ago ends_ago measure before after compared_with result learned tell",
    ("A shared album of pictures", "Guards recognise people sooner, so that fewer thefts are begun.",
     "Six shops of the covered way", 180, 150, "Pictures of use to a guard in a week", "0", "1", None, "not",
     "Checking who may see each picture took longer than it was of use. We would not do it again.", "yes"),
    ("Posters in the windows", "People who mean to steal see that somebody works together here.", "Twelve shop windows",
     150, 120, "People of 30 asked who had noticed", "0", "0", None, "not", "Nobody had. Say it in person.", "yes"),
    ("Rounds in the gaps", "With rounds where no officer is, there are fewer hours in which nobody is seen.",
     "Minster Gate North", 165, 110, "Hours a week in which nobody was seen", "9", "3", "Minster Gate South", "held",
     "Keep it. It needs a delivery lead on the security side: without one it stopped.", "yes"),
)  # fmt: skip

SAID = table(
    "words name post side on_ago consent consent_on_ago",
    ("When I call, somebody says which of them comes. Before, I told both and neither knew of the other.",
     "Petra Loomis", "Shift supervisor, Marlgate Centre", "security", 40, "yes", 33),
)  # fmt: skip

# question: how it stands for police, its words, for security, its words
ETHICS = {
    "legitimacy": ("settled", "Neighbourhood policing, asked for by the shops and agreed with the residents’ group.",
                   "settled", "Guards act as anybody may on private land, with its owner’s consent."),
    "accountability": ("settled", "The inspector answers. Complaints go to professional standards, and to the "
                       "commissioner’s office.", "settled", "The security manager answers; a board says how "
                       "to complain about a guard."),
    "equality": ("care", "Officers note the reason for every stop. We look at the notes each month for who is stopped.",
                 "care", "Young people said that guards follow them. Guards now greet first, and we asked again."),
    "privacy": ("settled", "Figures only, and pictures of a theft one by one, on request.", "settled",
                "The shared album was stopped after a month. Pictures stay with the shop that took them."),
    "interests": ("settled", "No money passes to the police.", "care", "The firm that guards the centre also gives "
                  "advice on guards. The partnership manager decides without it."),
    "power": ("settled", "Only officers search or arrest, but for anybody’s power in law.", "settled",
              "No accredited powers. Holding somebody is the last resort, by two, and is written down the same day."),
    "two_tiers": ("care", "Two officers fewer in Weavers Park on Fridays. The superintendent looks at it every month.",
                  "settled", "Shops that pay nothing were on the route and on the radio too."),
    "transparency": ("settled", "A public page, and this note.", "settled", "The page says who pays what."),
}  # fmt: skip

NOTE = (
    "We moved officers and guards into the same evenings. That helped the shops, and it had a price: Weavers Park saw "
    "fewer officers on Fridays. Guards have no more powers than anybody. Young people told us that they felt watched, "
    "and we changed how guards speak to them. Whoever thinks that something here is not right can say so, to either "
    "side or to the partnership."
)
ASKED = "Is it right that officers were moved towards shops that can pay for guards, and do we watch the right things?"
ADVICE = (
    "The gain is plain and the price is told, which is rare. Two conditions: count the hours in Weavers Park and tell "
    "its people; and ask the young people again in half a year, by somebody who is not a guard."
)
INTEREST = "The hotel buys its guards from the same firm."

BARRIERS = table(
    "barrier here shows action owner due_in measure before after",
    ("sharing", "hinders", "Reports from the shops wait for a week before anybody may use them.",
     "Agree which reports name nobody and can go at once", "penhallow", 18, "Days from report to answer", "7", "4"),
    ("them_and_us", "some", "The first briefings were held in two corners of the room.",
     "Each officer walks one morning with a guard", "marchbank", 30, "Mornings walked together", "0", "6"),
    ("trust", "not", "Both sides say so in the pulse.", None, None, None, None, None, None),
    ("staff", "hinders", "Two of four leads have changed since the start.",
     "Name a deputy for each lead, and hand over in writing", "penhallow", -10, "Leads with a deputy", "1", "4"),
    ("communication", "helps", "One radio channel for all shops of the Parade.", None, None, None, None, None, None),
    ("training", "lacking", "New guards learn the radio from each other.", None, None, None, None, None, None),
)  # fmt: skip

PARADE_ETHICS = (
    ("privacy", "marchbank", "settled", "We pass on figures, and no names."),
    ("power", "marchbank", "settled", "Only officers stop and search."),
    ("equality", "marchbank", "open", "We have not looked yet at who is stopped."),
    ("privacy", "penhallow", "care", "One shop keeps pictures longer than it says. We have written to it."),
)
PARADE_ASKED = "We stop more young men than anybody else in the mornings. Is there something that we do not see?"

PATROL_ROWS = table(
    "where tier times guards agreed_ago look_in",
    ("Chandler’s Foods, Quayside 4", "static", "Thursday to Saturday, 15:00 to 21:00", "1", 30, 40),
    ("Quayside and Customs Row", "patrol", "Thursday to Saturday, 16:00 to 22:00", "2", 30, 40),
    ("Fish Hill steps", "patrol", "Saturday, 18:00 to 22:00", "2", 12, 40),
)
TASK_ROWS = table(
    "task priority on_ago where due_ago done_ago result",
    ("Stand at the ferry when the last boat leaves", "Threats to staff at the terminal", 21, "Ferry terminal", 14, 15,
     "Five evenings. No threat was reported while they stood there."),
    ("Visit the four shops that were hit twice", "Shops that are hit again", 12, "Quayside", 3, 4,
     "All four visited; two have moved spirits."),
    ("Walk past the cycle stands", "Theft of cycles", 6, "Customs Row", -6, None, None),
)  # fmt: skip
EVIDENCE_ROWS = table(
    "reference on_ago place what kept_by passed_ago heard",
    ("QG-0101", 20, "Chandler’s Foods", "statement", "Marlgate Centre", 19, "Used in a charge"),
    ("QG-0102", 16, "Quayside 11", "cameras", "The shop", 14, "Nobody could be recognised"),
    ("QG-0103", 9, "Ferry terminal", "body", "Marlgate Centre", 8, None),
    ("QG-0104", 2, "Quayside 4", "statement", "Marlgate Centre", None, None),
)
BUSINESS_ROWS = table(
    "name on_ago joined_ago briefed_ago reports_how share",
    ("Chandler’s Foods", 36, 33, 31, "Radio channel 4", "A third of the cost"),
    ("Harbour View Hotel", 36, 29, 27, "Telephone to the desk", "A third of the cost"),
    ("Customs Row Books", 30, 25, None, "Radio channel 4", "A room for briefings"),
    ("The Rope Store", 30, None, None, "Not yet", "Has not answered yet"),
)
CHECKS = (
    ("two_tiers", "partly", "One post in a shop, and a patrol on two of three evenings.", 25),
    ("two_tiers", "in_place", "One post in a shop, and a patrol on all three evenings for four weeks.", 6),
    ("agreed_areas", "in_place", "A map signed by both leads, to be looked at again in two months.", 25),
    ("tasking", "in_place", "Three tasks, each with its priority; two are done, with results.", 6),
    ("evidence", "in_place", "Four entries; each was found by its reference when we tried.", 6),
    ("shared_cost", "partly", "Two pay. A third gives a room. The fourth has not answered.", 6),
    ("radio", "adapted", "The hotel telephones the desk, which calls the patrol. It takes a minute.", 6),
    ("onboarding", "in_place", "The bookshop’s staff are told next week; the others were.", 6),
)
