"""What can be set from outside? Each variable of the environment, in one sentence.

docs/reference/settings.md is made from this table, which is held equal to what the code reads.

*Source:* D9; settled questions, "Running it".
"""

VARIABLES = {
    "BEHIND_PROXY": "Set to 1 where a proxy in front sets `X-Forwarded-Proto`, and removes it from what comes in.",
    "COMMONGROUND_AS": "`owner` connects through `DATABASE_OWNER_URL`, to migrate; the site never does.",
    "COMMONGROUND_HOME": "The folder of the installation's state. Default: `var/` of the clone, as root "
    "`/var/lib/common-ground/` and a folder of the clone's own.",
    "COMMONGROUND_PG": "`wheel` or `debian` forces one source of PostgreSQL's programs. Default: whichever "
    "there is, the wheel first.",
    "COMMONGROUND_POOL": "How many connections each web process may hold. Default: no pool.",
    "DATABASE_OWNER_URL": "The role that owns the tables and migrates. Without it the start checks that nothing "
    "is left to migrate.",
    "DATABASE_URL": "The application's role, which owns nothing and cannot bypass row level security. Default: the "
    "private server that hosting starts.",
    "EMAIL_FROM": "The sender's address. Default: `common-ground@localhost`.",
    "EMAIL_HOST": "The SMTP server. Without it mail is kept in the outbox of the state folder.",
    "EMAIL_HOST_PASSWORD": "The password at the SMTP server.",
    "EMAIL_HOST_USER": "The account at the SMTP server.",
    "EMAIL_PORT": "The SMTP server's port. Default: 25.",
    "EMAIL_USE_TLS": "Set to 1 to speak TLS with the SMTP server.",
    "PORT": "The port of the web pages. Default: 8000.",
    "PUBLIC_ADDRESS": "The address that people type, such as `https://cg.example.org`. Default: `http://localhost:PORT`.",
    "TEST_DATABASE_NAME": "The name of the database that the tests make. Default: `test_commonground`.",
    "WEB_PROCESSES": "How many processes answer for the site. Set by hosting; default: 2.",
    "WEB_THREADS": "How many threads each of them has. Set by hosting; default: 4.",
}

# Read, but told to every program by the system or by those who run the tests.
NOT_OURS = frozenset({"CI", "HOME", "LANG", "LD_LIBRARY_PATH", "PATH", "TMPDIR", "USER"})
