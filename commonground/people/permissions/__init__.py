"""Who may do what to people and organisations? One table of every noun's rows.

*Source:* D2, D3.
"""

from commonground.people.permissions import (
    areas,
    conduct,
    glossary,
    handovers,
    joining,
    letters,
    matrix,
    members,
    merging,
    organisations,
    own_data,
    posts,
    profiles,
    programmes,
    signing_in,
    strategy,
    workgroups,
)

TABLE = {
    **areas.TABLE,
    **members.TABLE,
    **joining.TABLE,
    **letters.TABLE,
    **conduct.TABLE,
    **organisations.TABLE,
    **profiles.TABLE,
    **glossary.TABLE,
    **matrix.TABLE,
    **merging.TABLE,
    **posts.TABLE,
    **signing_in.TABLE,
    **handovers.TABLE,
    **own_data.TABLE,
    **workgroups.TABLE,
    **programmes.TABLE,
    **strategy.TABLE,
}
