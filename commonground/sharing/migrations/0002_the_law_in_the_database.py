"""The law of sharing came into the database here first; it is put there whole, as it is now, by a later migration."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("sharing", "0001_initial"), ("people", "0013_letters")]
    operations: list[migrations.operations.base.Operation] = []
