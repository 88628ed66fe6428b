"""What does a newcomer see first? An invented town, its crimes and three collaborations, the same for everybody.

Aldermouth lies in open sea off the coast of Norfolk, its area codes begin with X, its telephone numbers come from the
ranges reserved for fiction, and what was done there (`crimes.TRUTH`) is stated, so that every method can be checked
against it. Beside it stands what the five seed documents publish about the PaS initiative, value by value.

*Source:* R1; issue "The house and the first story", item 7.
"""
