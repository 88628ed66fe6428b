"""Through which files may two packages meet? A contract for import-linter, which has none of this kind.

Its `protected` contract lets `projects.views` import `people.views`, because allowed importers are named without
regard to whose they are. Here every file but the doors is private to its own package.

*Source:* docs/decisions/0001-one-django-application-with-floors.md.
"""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

# package.room.… under the root: fewer parts are a package itself, which holds a docstring and nothing else.
PARTS_OF_A_ROOM = 3


class OpenDoorsContract(Contract):
    """Let a package import another one's doors only; `ground` may be imported whole, `roof` may import everything."""

    type_name = "open_doors"

    doors = fields.SetField(subfield=fields.StringField())
    ground = fields.SetField(subfield=fields.StringField())
    roof = fields.StringField()

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Find every import that enters another package through something else than a door."""
        del verbose
        forced = sorted(
            (importer, imported)
            for importer in graph.modules
            for imported in graph.find_modules_directly_imported_by(importer)
            if self._is_forced(importer, imported)
        )
        return ContractCheck(kept=not forced, metadata={"forced": forced})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print the imports that were found."""
        for importer, imported in check.metadata["forced"]:
            output.print_error(f"{importer} enters {imported}, which is not a door.")

    def _is_forced(self, importer: str, imported: str) -> bool:
        here, there = importer.split("."), imported.split(".")
        if here[0] != there[0] or len(here) < 2 or len(there) < PARTS_OF_A_ROOM:
            return False
        if here[1] == there[1] or here[1] == self.roof or there[1] in self.ground:
            return False
        return there[2] not in self.doors
