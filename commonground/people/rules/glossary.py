"""Whose word is it? A term of the glossary is said by one side, or by both.

*Source:* R77, R87.
"""

SAID_BY = {"police": "Police", "security": "Security", "both": "Both sides"}
