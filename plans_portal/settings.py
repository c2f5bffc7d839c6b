"""All settings of the portal; what differs between installations comes from the environment.

Variables: DEBUG, SECRET_KEY, ALLOWED_HOSTS, DATABASE_URL, PORTAL_DATA, EMAIL_URL, EMAIL_FROM,
HTTPS, BEHIND_PROXY, PUBLIC_ADDRESS. A wrong value stops the start with one sentence.
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

# The default is safe: no debug pages.
DEBUG = environment.read_flag("DEBUG", default=False)

# The folder of files and of the default database: what a backup must hold.
PORTAL_DATA = environment.read_folder("PORTAL_DATA", BASE_DIR / "data")

# Needed where several machines don't share PORTAL_DATA; else it is stored there.
SECRET_KEY = environment.read_secret_key("SECRET_KEY", PORTAL_DATA / "secret.key")

ALLOWED_HOSTS = environment.read_hosts("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])

DATABASES = {"default": environment.read_database("DATABASE_URL", PORTAL_DATA / "db.sqlite3")}

# Without a mail server letters are stored as files, never lost; with DEBUG /outbox/ shows them.
MAILERS = {"default": environment.read_mail("EMAIL_URL", default=(PORTAL_DATA / "mail").as_uri())}
DEFAULT_FROM_EMAIL = environment.read_string("EMAIL_FROM", "portal@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Off only where the portal is reached by plain http, such as on a developer's machine.
HTTPS = environment.read_flag("HTTPS", default=not DEBUG)

# On only behind a proxy of ours that sets X-Forwarded-Proto and X-Forwarded-For on every request.
BEHIND_PROXY = environment.read_flag("BEHIND_PROXY", default=False)

# The portal's address on paper (the QR code of an approved plan leads there), never the host of a
# request. Printed papers keep it, so it should not change once plans are approved.
PUBLIC_ADDRESS = environment.read_address(
    "PUBLIC_ADDRESS",
    "http://127.0.0.1:8000"
    if DEBUG or ALLOWED_HOSTS[0] == "localhost"
    else f"http{'s' if HTTPS else ''}://{ALLOWED_HOSTS[0].lstrip('.*')}",
)
# Links in letters lead there too, if it is set; else to the host of the request.
ADDRESS_IN_LETTERS = environment.read_string("PUBLIC_ADDRESS", "") and PUBLIC_ADDRESS

# --- The site ------------------------------------------------------------------------------

INSTALLED_APPS = [
    # Before reports, which keeps it out of the admin.
    "django_tasks_db",
    "reports",
    "events",
    "associations",
    # Brings `manage.py load_demo`.
    "plans_portal.demo",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_filters",
    "django_htmx",
    "axes",
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
    # Every view needs a sign-in unless it is marked @login_not_required.
    "plans_portal.middleware.SignInFirstMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "plans_portal.middleware.ActorMiddleware",
    # Inside the messages, by which a view says that it took nothing.
    "plans_portal.middleware.TakenWordsMiddleware",
    # Last, as its documentation asks: it turns a lockout into its page.
    "axes.middleware.AxesMiddleware",
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
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "login"
# A working day: everybody signs in again the next morning.
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())
PASSWORD_RESET_TIMEOUT = int(timedelta(hours=24).total_seconds())
AUTHENTICATION_BACKENDS = [
    # First: refuses a locked name before its password is checked.
    "axes.backends.AxesBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Locks the name from that address: the same name at another address still gets in.
AXES_FAILURE_LIMIT = 7
# And, far above what people mistype in a quarter of an hour, the name from everywhere, and the
# address for all names: a whole institute may share one address.
SIGN_IN_FAILURES_OF_A_NAME = 40
SIGN_IN_FAILURES_FROM_AN_ADDRESS = 100
AXES_HANDLER = "associations.accounts.sign_in_lock.SignInLock"
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
# The name of the field in the sign-in form, whatever the model's field is.
AXES_USERNAME_FORM_FIELD = "username"
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_CALLABLE = "associations.accounts.sign_in_lock.counted_name"
AXES_LOCKOUT_TEMPLATE = "registration/locked_out.html"
AXES_HTTP_RESPONSE_CODE = 429
AXES_VERBOSE = False
# The admin holds reference data only.
AXES_ENABLE_ADMIN = False
AXES_CLIENT_IP_CALLABLE = "plans_portal.web.headers.client_address"

# --- Security headers ----------------------------------------------------------------------

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    # data: for the arrows and ticks that Bootstrap's style sheet has as inline SVG.
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
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
            if DEBUG
            else "plans_portal.web.static_files.PortalStaticFilesStorage"
        ),
    },
}
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
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
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
