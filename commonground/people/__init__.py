"""Who? Persons, organisations, memberships and sign-in; makes the Actor that every other package asks about.

Must not know what people do together: that is for the packages above.

*Source:* R56, R140-R142; D2, D3.
"""
