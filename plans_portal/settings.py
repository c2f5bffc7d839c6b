"""All settings of the portal; what differs between installations comes from the environment.

Variables: DEBUG, DEBUG_PAGES, SECRET_KEY, SEAL_KEY, SEAL_KEYS_BEFORE, ALLOWED_HOSTS, DATABASE_URL,
PORTAL_DATA, EMAIL_URL, EMAIL_FROM, HTTPS, BEHIND_PROXY, PUBLIC_ADDRESS, OIDC_NAME, OIDC_SERVER,
OIDC_CLIENT_ID, OIDC_SECRET. A wrong value stops the start with one sentence.
"""

from datetime import timedelta
from pathlib import Path

import django_stubs_ext
from django.contrib.messages import constants as messages
from django.utils.csp import CSP

from plans_portal import environment

# Before any form or admin class is read.
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
NODE_MODULES = BASE_DIR / "node_modules"

# --- The environment -----------------------------------------------------------------------

# On where the portal serves only its own machine: plain http, letters at /outbox/, static files as
# they lie. The default is safe.
LOCAL = environment.read_flag("DEBUG", default=False)
# Django's own word: its pages of errors, in English and with pieces of code, instead of ours.
DEBUG = LOCAL and environment.read_flag("DEBUG_PAGES", default=False)

# The folder of files and of the default database: what a backup must hold.
PORTAL_DATA = environment.read_folder("PORTAL_DATA", BASE_DIR / "data")

# Needed where several machines don't share PORTAL_DATA; else it is stored there.
SECRET_KEY = environment.read_secret_key("SECRET_KEY", PORTAL_DATA / "secret.key")

# Signs the ends of the chains of records once a day, and must not lie where these do: the database.
SEAL_KEY = environment.read_seal_key("SEAL_KEY", PORTAL_DATA / "seal.key")
# Public keys of former keys, so that seals which they made still hold.
SEAL_KEYS_BEFORE = environment.read_seal_keys("SEAL_KEYS_BEFORE")

ALLOWED_HOSTS = environment.read_hosts("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])

DATABASES = {"default": environment.read_database("DATABASE_URL", PORTAL_DATA / "db.sqlite3")}

# Without a mail server letters are stored as files, never lost; with LOCAL /outbox/ shows them.
MAILERS = {"default": environment.read_mail("EMAIL_URL", default=(PORTAL_DATA / "mail").as_uri())}
DEFAULT_FROM_EMAIL = environment.read_string("EMAIL_FROM", "portal@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Off only where the portal is reached by plain http, such as on a developer's machine.
HTTPS = environment.read_flag("HTTPS", default=not LOCAL)

# On only behind a proxy of ours that sets X-Forwarded-Proto and X-Forwarded-For on every request.
BEHIND_PROXY = environment.read_flag("BEHIND_PROXY", default=False)

# The portal's address on paper (the QR code of an approved plan leads there), never the host of a
# request. Printed papers keep it, so it should not change once plans are approved.
PUBLIC_ADDRESS = environment.read_address(
    "PUBLIC_ADDRESS",
    "http://127.0.0.1:8000"
    if LOCAL or ALLOWED_HOSTS[0] == "localhost"
    else f"http{'s' if HTTPS else ''}://{ALLOWED_HOSTS[0].lstrip('.*')}",
)
# Links in letters lead there too, if it is set; else to the host of the request.
ADDRESS_IN_LETTERS = environment.read_string("PUBLIC_ADDRESS", "") and PUBLIC_ADDRESS

# The institute's own directory of accounts (OpenID Connect); none unless all four are set.
OIDC = environment.read_oidc("OIDC")

# --- The site ------------------------------------------------------------------------------

INSTALLED_APPS = [
    # Before reports, which keeps it out of the admin.
    "django_tasks_db",
    # Before associations, which keeps them out of the admin.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "reports",
    "events",
    "associations",
    # Brings `manage.py load_demo`.
    "plans_portal.demo",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_filters",
    "django_htmx",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "plans_portal.web.headers.PermissionsPolicyMiddleware",
    # Before anything that reads a form, such as the CSRF check.
    "plans_portal.web.uploads.BoundedRequestMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Inside the static files, which are compressed already, and outside of all that writes text.
    "plans_portal.web.compression.TextCompressionMiddleware",
    "plans_portal.web.headers.PrivateAnswersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Around all that may ask for a sign-in.
    "allauth.account.middleware.AccountMiddleware",
    # Every view needs a sign-in unless it is marked @login_not_required.
    "plans_portal.middleware.SignInFirstMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "plans_portal.middleware.ActorMiddleware",
    "plans_portal.middleware.DamagedRecordMiddleware",
    # Inside the messages, by which a view says that it took nothing.
    "plans_portal.middleware.TakenWordsMiddleware",
]

ROOT_URLCONF = "plans_portal.urls"
WSGI_APPLICATION = "plans_portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
# Our own templates/django/forms win over Django's.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# Bootstrap's names of the colours of messages.
MESSAGE_TAGS = {messages.DEBUG: "secondary", messages.ERROR: "danger"}

# --- Language and time ---------------------------------------------------------------------

LANGUAGE_CODE = "ru"
LANGUAGES = [("ru", "Русский")]
TIME_ZONE = "Europe/Moscow"
USE_TZ = True

# --- Sign-in -------------------------------------------------------------------------------

AUTH_USER_MODEL = "associations.User"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"
# A working day: everybody signs in again the next morning.
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())
# The link of an invitation outlasts a holiday; that of another password does not.
PASSWORD_RESET_TIMEOUT = int(timedelta(days=14).total_seconds())
PASSWORD_LETTER_TIMEOUT = int(timedelta(hours=24).total_seconds())
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Accounts are made by staff and known by their address.
ACCOUNT_ADAPTER = "associations.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_ENABLED = False
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# The session is as long for everybody.
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "associations.accounts.tokens.LinkTokens"  # noqa: S105
ACCOUNT_REAUTHENTICATION_METHODS = ["password", "mfa"]
ACCOUNT_REAUTHENTICATION_TIMEOUT = int(timedelta(minutes=10).total_seconds())
ACCOUNT_FORMS = {
    "login": "associations.accounts.forms.SignInForm",
    "reset_password": "associations.accounts.forms.ForgottenPasswordForm",
    "reset_password_from_key": "associations.accounts.forms.NewPasswordForm",
    "set_password": "associations.accounts.forms.FirstPasswordForm",
    "change_password": "associations.accounts.forms.ChangedPasswordForm",
    "reauthenticate": "associations.accounts.forms.PasswordAgainForm",
}
# Of passwords see associations.accounts.limits; an institute of many people may share one address.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    # Wrong codes of one account.
    "login_failed": "7/15m/key",
    # Letters about passwords that one address asks for, and passwords that it sets by their links.
    "reset_password": "30/15m/ip",
    "reset_password_from_key": "60/15m/ip",
}
MFA_ADAPTER = "associations.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Портал планов"
# A telephone's clock may be half a minute off.
MFA_TOTP_TOLERANCE = 1
MFA_RATE_LIMITS = {"webauthn_login": "100/15m/ip"}
MFA_FORMS = {
    "authenticate": "associations.accounts.forms.CodeForm",
    "reauthenticate": "associations.accounts.forms.CodeAgainForm",
    "activate_totp": "associations.accounts.forms.FirstCodeForm",
    "add_webauthn": "associations.accounts.forms.NewKeyForm",
    "edit_webauthn": "associations.accounts.forms.KeyNameForm",
}
SOCIALACCOUNT_ADAPTER = "associations.accounts.adapter.InstituteAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {"APPS": [OIDC] if OIDC else [], "OAUTH_PKCE_ENABLED": True}
}

# --- Caches --------------------------------------------------------------------------------

CACHES = {
    # Limits: all processes count together. A migration makes the table.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "portal_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # What the check found in a draft: each process may work it out anew.
    "findings": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # What was worked out of an edition, by the worker before anybody looks: all processes read it.
    "editions": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": PORTAL_DATA / "cache",
        "TIMEOUT": 30 * 24 * 60 * 60,
        "OPTIONS": {"MAX_ENTRIES": 1000},
    },
}

# What waits for the holder of an office: plans, of which offices know nothing.
DUTIES_OF_OFFICES = "events.signoff.queries.duties.duties_of"
# Who writes to the staff that nobody can decide in them now.
VACANCIES_OF_OFFICES = "events.signoff.rules.vacancies.write_of_vacancies"

# --- Security headers ----------------------------------------------------------------------

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    # data: for the arrows and ticks that Bootstrap's style sheet has as inline SVG.
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    # The form that leads to the institute's directory is answered by its address.
    "form-action": [CSP.SELF, *([environment.origin_of(OIDC)] if OIDC else [])],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "associations.accounts.views.sign_in.stale_page"

SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
# A load balancer asks for it from inside, without https.
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None

# --- Files ---------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "plans_portal.web.static_files.NpmFinder",
]
STORAGES = {
    # No MEDIA_URL: a stored file is served only by a view that checks who asks.
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": PORTAL_DATA / "files"},
    },
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if LOCAL
            else "plans_portal.web.static_files.PortalStaticFilesStorage"
        ),
    },
}
# Uncollected, and read anew at each request.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = LOCAL
WHITENOISE_MAX_AGE = 0 if LOCAL else 60
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# The longest request holds many files of 100 MB in all; and of one file no more is kept than a
# little above the largest that a form accepts (50 MB: an official paper).
REQUEST_MOST_BYTES = 110 * 1024 * 1024
FILE_UPLOAD_MOST_BYTES = 51 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "plans_portal.web.uploads.BoundedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# The text of a form without files, and its fields: the longest form is an event with its agenda.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000
DATA_UPLOAD_MAX_NUMBER_FILES = 60

# --- Background work -----------------------------------------------------------------------

# The queue is a table: `manage.py worker` takes from it, and nothing else has to be started.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# Asked before a letter is sent: why nobody needs it any more. Letters know no plan.
LETTER_OBJECTION = "events.signoff.queries.letters.objection_to_letter"
# Asked before a plan is sent: whether its paper is whole. Plans know no paper.
PAPER_CHECK = "reports.downloads.rules.draft_check.look_at_draft"
# Work whose worker sent no heartbeat for so long is claimed by another.
LEASE_TIMEOUT = timedelta(minutes=2)
LEASE_HEARTBEAT = timedelta(seconds=30)
# More rows than this are printed by a worker, not while a page waits.
PRINT_ROWS_AT_ONCE = 300
PRINT_PLANS_IN_ARCHIVE = 500
# A worker goes on to the next job after this time, so that nobody waits for another's archive.
PRINT_TURN = timedelta(seconds=20)
PRINT_KEPT = timedelta(days=7)
# The read content of an uploaded file, from its last use: an import can be undone after a holiday.
IMPORTS_KEPT = timedelta(days=7)
STORED_DRAFTS_KEPT = timedelta(days=30)
STORED_DRAFTS_BYTES = 500 * 1024 * 1024

# --- Logging -------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"secrets": {"()": "plans_portal.web.logged_addresses.without_secrets"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "plain",
            "filters": ["secrets"],
        }
    },
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        # Its own handlers would mail or print the same line a second time.
        "django": {"handlers": [], "propagate": True},
        # Font subsetting logs every glyph table at INFO.
        "fontTools": {"level": "WARNING"},
        # Each process that reads plans logs where its dictionary is.
        "pymorphy3": {"level": "WARNING"},
        # Laying out a page logs every step at INFO.
        "weasyprint": {"level": "WARNING"},
    },
}
