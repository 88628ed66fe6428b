"""How much does anybody open in a short time for their work? Beyond it they are slowed, and say what it is for.

Nobody is locked out: whoever says what it is for goes on at once, for an hour. That they were slowed and went on is in
the record, and the originators are told how many of their items it was about.

*Source:* design/sharing.md 2.2 ("A person's unusual harvest within their rights is slowed and its originators told").
"""

MINUTE, HOUR, DAY = 60, 60 * 60, 24 * 60 * 60
# How many items of other organisations one person may open, in how many seconds
LIMITS = ((10 * MINUTE, 60), (HOUR, 200), (DAY, 600))
GOES_ON = HOUR
PURPOSES = {
    "emergency": "An emergency, now",
    "operation": "An operation or an event that is near",
    "review": "A review or an analysis that I was asked for",
    "search": "A search for somebody or something, across many items",
}
