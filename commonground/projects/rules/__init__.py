"""What is true of a collaboration? One file per noun; pure Python.

`guide` holds the ten steps and thirty questions, `answers` reads what was typed, `record` is one collaboration as a
value, `steps` says what each step still needs, `standing` turns that into what each side sees, `lifecycle` is the table
of states, and the others hold the judgement of one question each.

*Source:* R7-R47, R59-R68.
"""
