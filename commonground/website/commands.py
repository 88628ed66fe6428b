"""What can be typed about the site as a whole? Write the reference pages that are made from its code.

*Source:* R56; settled questions, "Running it".
"""

from commonground.website.reference import REFERENCE_COMMANDS

COMMANDS = REFERENCE_COMMANDS
