"""What is true about sharing? The policy of who may see what, in plain Python, one file per noun.

Read `policy` first: it is section 2 of the sharing design, condition by condition, and every other answer in the
product is held equal to it. The nouns that it speaks of are in `organisations`, `agreements`, `decisions` and `items`,
gathered by `world`; `conditions` names each condition and says what it is called when it fails; `explaining` says why
or why not; `telling` says how much of that who may hear.

`keys`, `keyring` and `engine` answer for everybody and everything at once. `whatif` compares two worlds, `changes`
makes the second. `writing` is what may be written and `around` what may be seen around an item.

*Source:* design/sharing.md 1-3; R15, R78, R211-R213; D2.
"""
