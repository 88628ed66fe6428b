"""Count the days of a team in the site's own time zone.

`current_date` is the session's, which is UTC: for an hour of every summer night it is the day before, so that who was
put on the team in that hour could not write, and who was taken off could still read.
"""

from importlib import import_module

from django.conf import settings
from django.db import migrations

before = import_module("commonground.projects.migrations.0002_blind_statements")
TODAY = f"(now() AT TIME ZONE '{settings.TIME_ZONE}')::date"
READ, WRITE = (condition.replace("current_date", TODAY) for condition in (before.READ, before.WRITE))


def alter(read: str, write: str) -> str:
    """Write the policies anew with these conditions."""
    return f"""
ALTER POLICY statement_read ON projects_sidestatement USING ({read});
ALTER POLICY statement_write ON projects_sidestatement WITH CHECK ({write});
ALTER POLICY statement_change ON projects_sidestatement USING ({write}) WITH CHECK ({write});
"""


class Migration(migrations.Migration):
    dependencies = [("projects", "0002_blind_statements")]
    operations = [migrations.RunSQL(alter(READ, WRITE), alter(before.READ, before.WRITE))]
