"""What is true about a before and after? Calculations and judgements on counts, in plain Python and NumPy.

No Django, no files and no clock: the same counts give the same bytes everywhere.

*Source:* R19, R37, R41, R42; docs of each module.
"""
