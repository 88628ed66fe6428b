"""What does an organisation's own sign-in look like to us? A real provider of OpenID Connect, on a port of its own.

Run as `python -m tests.people.signing_in.provider.serve PORT FOLDER`; it keeps its accounts in a file of the folder.
Who has "two" in the name has been asked for a second factor. `/register?uri=…` adds an address to which people are
sent back, which elsewhere somebody does by hand.

*Source:* issue "People who can be found, trusted and replaced", acceptance (single sign-on); OpenID Connect Core 1.0.
"""

import sys
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings

CLIENT, SECRET, PASSWORD = "common-ground", "a secret of two machines", "their password elsewhere"
# Name there -> e-mail address there, and whether it was verified
PEOPLE = {
    "dana": ("dana.whitlock@marlgate.example.org", True),
    "danatwo": ("dana.whitlock@marlgate.example.org", True),
    "unverified": ("dana.whitlock@marlgate.example.org", False),
    "stranger": ("nobody.here@marlgate.example.org", True),
    "elsewhere": ("maya.thornbury@police.example.org", True),
    "tomastwo": ("lateshift@marlgate.example.org", True),
}
APPS = ["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.messages",
        "allauth", "allauth.account", "allauth.idp.oidc"]  # fmt: skip
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
SHOWN = ["request", "messages"]


class Quiet(WSGIRequestHandler):
    """Says nothing of what it is asked."""

    def log_message(self, *said: object) -> None:
        """Say nothing."""


def configure(folder: Path) -> None:
    """Set Django up for the provider alone."""
    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = made.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
    shown = [
        f"django.{'template' if name == 'request' else 'contrib.messages'}.context_processors.{name}" for name in SHOWN
    ]
    settings.configure(
        SECRET_KEY="of the provider alone",
        ALLOWED_HOSTS=["localhost"],
        INSTALLED_APPS=APPS,
        MIDDLEWARE=MIDDLEWARE,
        ROOT_URLCONF="tests.people.signing_in.provider.urls",
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(folder / "provider.sqlite3")}},
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True,
                    "OPTIONS": {"context_processors": shown}}],
        AUTHENTICATION_BACKENDS=["allauth.account.auth_backends.AuthenticationBackend"],
        SESSION_COOKIE_NAME="provider", CSRF_COOKIE_NAME="provider_csrf",
        IDP_OIDC_PRIVATE_KEY=pem, IDP_OIDC_ADAPTER="tests.people.signing_in.provider.claims.Claims",
        ACCOUNT_EMAIL_VERIFICATION="none", ACCOUNT_RATE_LIMITS=False, USE_TZ=True,
    )  # fmt: skip


def fill() -> None:
    """Enter the people, and our site as one that may ask."""
    from allauth.idp.oidc.models import Client
    from django.contrib.auth.models import User
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    for name in PEOPLE:
        User.objects.create_user(name, f"{name}@provider.example.org", PASSWORD)
    client = Client(id=CLIENT, name="Common Ground", scopes="openid\nemail\nprofile", skip_consent=True)
    client.set_secret(SECRET)
    client.save()


def main() -> None:
    """Serve until the process is ended."""
    port, folder = int(sys.argv[1]), Path(sys.argv[2])
    configure(folder)
    import django

    django.setup()
    fill()
    from django.core.wsgi import get_wsgi_application

    print("ready", flush=True)
    make_server("localhost", port, get_wsgi_application(), handler_class=Quiet).serve_forever()


if __name__ == "__main__":
    main()
