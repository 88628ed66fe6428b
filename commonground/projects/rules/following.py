"""Who hears of a notice, and how long is an address kept that nobody confirmed?

*Source:* R27.
"""

from datetime import timedelta

# How long the link that confirms an address holds, and the address is kept without it
CONFIRM_WITHIN = timedelta(days=7)
# How often one machine may ask to follow within an hour
FOLLOWED_AN_HOUR = 10
IN_FEED = 30
LONGEST_TITLE = 120
LONGEST_NOTICE = 3000
