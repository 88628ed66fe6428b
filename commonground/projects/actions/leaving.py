"""When does the work of a collaboration leave? On its day, once every organisation that took part has let it go.

*Source:* D4; DPA 2018, section 39; UK GDPR, article 5(1)(e).
"""

from datetime import date

from django.conf import settings
from django.db import connection, transaction

from commonground.sharing.actions.retention_records import note_left
from commonground.sharing.rules.retention_records import RECORDS


def let_go(*, today: date) -> int:
    """Give every collaboration that has ended its day, and let the work of those whose day has come leave; for the
    worker. Gives how many days of organisations are over."""
    line = RECORDS["collaboration"]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT projects_give_days(%s, %s)", [line.days, settings.TIME_ZONE])
        cursor.execute("SELECT organisation, kind FROM projects_leave(%s)", [today])
        return note_left(cursor.fetchall())
