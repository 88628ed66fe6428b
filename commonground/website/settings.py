"""How is this installation set? Everything comes from the environment, with safe defaults.

*Source:* settled questions, "Running it" and "In Django"; docs/reference/settings.md is made from this file.
"""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext_lazy as _

from commonground.hosting import assets, databases, state

# Where things are
HOME = state.home()
PACKAGE = Path(__file__).resolve().parents[1]
HELP_DESK = HOME / "help-desk.json"

# Who may ask
PUBLIC_ADDRESS = os.environ.get("PUBLIC_ADDRESS", f"http://localhost:{os.environ.get('PORT', '8000')}")
DEBUG = False
ALLOWED_HOSTS = [urlsplit(PUBLIC_ADDRESS).hostname or "localhost", "localhost", "127.0.0.1"]
CSRF_TRUSTED_ORIGINS = [PUBLIC_ADDRESS]
LOOPBACK_ONLY = urlsplit(PUBLIC_ADDRESS).hostname in {"localhost", "127.0.0.1"}
HTTPS = PUBLIC_ADDRESS.startswith("https://")

# Secrets: a file that hosting makes with mode 0600; a process that has none (a check, a build) gets one of its own,
# so that nothing signed with it is ever accepted elsewhere.
_secret_file = HOME / "secret-key"
SECRET_KEY = _secret_file.read_text().strip() if _secret_file.is_file() else os.urandom(32).hex()


# What is kept, and by which role
AS_OWNER = os.environ.get("COMMONGROUND_AS") == "owner"
_address = os.environ.get("DATABASE_OWNER_URL" if AS_OWNER else "DATABASE_URL", "postgresql:///commonground")
DATABASES = {"default": databases.settings_of(_address)}
APPLICATION_ROLE = unquote(urlsplit(os.environ.get("DATABASE_URL", "")).username or "cg_app")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# What it is made of; people stands before allauth so that its templates win
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "commonground.website",
    "commonground.projects",
    "commonground.sharing",
    "commonground.outcomes",
    "commonground.people",
    "commonground.places",
    "commonground.audit",
    "commonground.pages",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "procrastinate.contrib.django",
]
MIDDLEWARE = [
    "commonground.pages.middleware.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "commonground.people.context.ActingContext",
    "commonground.people.views.conduct.ConductFirst",
    "django.contrib.messages.middleware.MessageMiddleware",
]
ROOT_URLCONF = "commonground.website.urls"
WSGI_APPLICATION = "commonground.website.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "commonground.website.navigation.surroundings",
            ]
        },
    }
]
FORM_RENDERER = "commonground.pages.forms.Renderer"

# How people sign in
AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["commonground.people.adapters.signing_in.AccountBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "commonground.people.adapters.signing_in_passwords.LongEnough"},
    {"NAME": "commonground.people.adapters.signing_in_passwords.NotCommon"},
    {"NAME": "commonground.people.adapters.signing_in_passwords.NotOfThisPlace"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_ADAPTER = "commonground.people.adapters.signing_in.AccountAdapter"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # the form of a forgotten password answers unknown addresses itself
# How often one machine may ask; how often one account may be guessed at is counted in people/actions/signing_in.py.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip",
    "reset_password": "20/m/ip,5/h/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "5/m/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if os.environ.get("BEHIND_PROXY") else 0
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
ACCOUNT_FORMS = {
    "login": "commonground.people.forms.signing_in.SignInForm",
    "reset_password": "commonground.people.forms.signing_in.ForgottenPasswordForm",
    "reset_password_from_key": "commonground.people.forms.signing_in.NewPasswordForm",
    "change_password": "commonground.people.forms.signing_in.ChangePasswordForm",
}
MFA_ADAPTER = "commonground.people.adapters.signing_in_factors.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn"]  # codes on paper are our own, kept as hashes
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # nobody signs up alone: who is invited reads the mail of the address
MFA_RATE_LIMITS = {"webauthn_login": "30/m/ip"}
# Limits must hold across web processes, so they are counted in the database; and beside many others, because a cache
# that is full forgets a third of what it holds, and with it who has tried too often.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "website_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# Cookies
_prefix = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{_prefix}commonground"
CSRF_COOKIE_NAME = f"{_prefix}csrf"
LANGUAGE_COOKIE_NAME = f"{_prefix}language"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_FAILURE_VIEW = "commonground.pages.views.csrf_failure"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if os.environ.get("BEHIND_PROXY") else None

# Mail: the outbox page shows what an example installation would send
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if os.environ.get("EMAIL_HOST")
    else "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = HOME / "outbox"
EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = bool(os.environ.get("EMAIL_USE_TLS"))
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM", "common-ground@localhost")

# Words and time
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Europe/London"
USE_TZ = True

# Files that browsers fetch
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [assets.folder()]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# A fault is told where the site runs; without this it would leave no trace
LOGGING = {"version": 1, "disable_existing_loggers": False, "handlers": {"shell": {"class": "logging.StreamHandler"}}}
LOGGING["loggers"] = {"django.request": {"handlers": ["shell"], "level": "ERROR", "propagate": False}}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
SILENCED_SYSTEM_CHECKS: list[str] = []
PROCRASTINATE_ON_APP_READY = "commonground.website.jobs.bind"
