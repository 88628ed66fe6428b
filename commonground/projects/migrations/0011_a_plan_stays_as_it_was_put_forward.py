"""Let PostgreSQL itself refuse to change or remove a version of a plan, or the agreement of a side to it."""

from django.db import migrations

TABLES = ("projects_planversion", "projects_planagreement")
SQL = """
CREATE FUNCTION projects_plan_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A plan stays as it was put forward.' USING ERRCODE = 'integrity_constraint_violation';
END
$$;
""" + "".join(
    f"CREATE TRIGGER plan_stays BEFORE UPDATE OR DELETE ON {table}"
    " FOR EACH ROW EXECUTE FUNCTION projects_plan_stays();\n"
    for table in TABLES
)
UNDO = "".join(f"DROP TRIGGER plan_stays ON {table};\n" for table in TABLES) + "DROP FUNCTION projects_plan_stays();"


class Migration(migrations.Migration):
    dependencies = [("projects", "0010_plans_and_wanted_resources")]
    operations = [migrations.RunSQL(SQL, UNDO)]
