"""Write into each case study which steps it followed, as they were read until now: those that both sides confirmed.

From here on they are part of what both sides approve, and no longer change under it.
"""

from typing import Any

from django.db import migrations


def write_down(apps: Any, schema_editor: Any) -> None:
    """Take the steps down for every version that does not say them."""
    confirmations = apps.get_model("projects", "Confirmation").objects
    for version in apps.get_model("projects", "Publication").objects.filter(kind="case"):
        if "followed" in version.values:
            continue
        sides: dict[int, set[str]] = {}
        rows = confirmations.filter(collaboration_id=version.collaboration_id)
        for step, side in rows.values_list("step", "side"):
            sides.setdefault(step, set()).add(side)
        version.values["followed"] = sorted(step for step, both in sides.items() if len(both) == 2)
        version.save(update_fields=["values"])


class Migration(migrations.Migration):
    dependencies = [("projects", "0007_blind_review_answers")]
    operations = [migrations.RunPython(write_down, migrations.RunPython.noop)]
