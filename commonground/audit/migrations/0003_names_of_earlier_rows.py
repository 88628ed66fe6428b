import json
import os
from hashlib import sha256

from django.db import migrations

A_PART = 2_000


def _commitment(salt, *names):
    return sha256(salt + json.dumps(names, ensure_ascii=True).encode()).hexdigest()


def commit_to_names(apps, schema_editor):
    """Give the rows that were written before names were sealed what stands for theirs, as they are now."""
    entries = apps.get_model("audit", "Entry").objects
    while rows := list(entries.filter(actor_commitment="")[:A_PART]):
        for row in rows:
            row.actor_salt, row.subject_salt = os.urandom(16), os.urandom(16)
            row.actor_commitment = _commitment(row.actor_salt, row.actor_name)
            row.subject_commitment = _commitment(row.subject_salt, row.subject_name, row.summary)
        entries.bulk_update(rows, ["actor_salt", "actor_commitment", "subject_salt", "subject_commitment"])


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_sealed_log")]
    operations = [migrations.RunPython(commit_to_names, migrations.RunPython.noop)]
