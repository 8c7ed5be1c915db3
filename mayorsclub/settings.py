"""Django settings. Everything that differs between servers comes from environment.py."""

import os
from contextlib import suppress

from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from mayorsclub import environment
from mayorsclub.keys import kept_key

ENV = environment.read(os.environ)
BASE_DIR = environment.ROOT
DATA_DIR = ENV.data_dir
try:
    DATA_DIR.mkdir(parents=True, exist_ok=True)
except OSError as error:
    refusal = f"DATA_DIR: the folder {DATA_DIR} cannot be made: {error.strerror}."
    raise ImproperlyConfigured(refusal) from None

# -- Who we are ------------------------------------------------------------------------------
BASE_URL = ENV.base_url
SECURE = BASE_URL.startswith("https://")
HOST = BASE_URL.split("://")[1]
DEBUG = False
ALLOWED_HOSTS = [HOST.split(":")[0]] if SECURE else [HOST.split(":")[0], "localhost", "127.0.0.1"]
CSRF_TRUSTED_ORIGINS = [BASE_URL]
DEMONSTRATION = ENV.demonstration
SECRET_KEY = ENV.secret_key or kept_key("secret", DATA_DIR)
AUDIT_KEY = ENV.audit_key or kept_key("audit", DATA_DIR)
FIELD_KEY = ENV.field_key or kept_key("field", DATA_DIR)
WSGI_APPLICATION = "mayorsclub.wsgi.application"
ROOT_URLCONF = "mayorsclub.urls"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    # Ours, top floor first: their templates and translations win.
    "mayorsclub.office",
    "mayorsclub.sessions",
    "mayorsclub.events",
    "mayorsclub.directory",
    "mayorsclub.imports",
    "mayorsclub.mailings",
    "mayorsclub.partners",
    "mayorsclub.membership",
    "mayorsclub.applications",
    "mayorsclub.committees",
    "mayorsclub.certificates",
    "mayorsclub.content",
    "mayorsclub.inbox",
    "mayorsclub.accounts",
    "mayorsclub.publicity",
    "mayorsclub.search",
    "mayorsclub.territories",
    "mayorsclub.files",
    "mayorsclub.mail",
    "mayorsclub.worker",
    "mayorsclub.numbering",
    "mayorsclub.audit",
    "mayorsclub.design",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "rules.apps.AutodiscoverRulesConfig",
    "csp",
    "storages",
    "whitenoise.runserver_nostatic",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "mayorsclub.design.compression.CompressionMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "mayorsclub.accounts.once.OnceMiddleware",
    "mayorsclub.design.middleware.PublicPagesMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "mayorsclub.accounts.middleware.SessionLifeMiddleware",
    "mayorsclub.accounts.middleware.OfficeGateMiddleware",
    "mayorsclub.office.middleware.OfficeMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "mayorsclub.content.redirects.PageRedirectMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "mayorsclub.design.context.site",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# -- Database --------------------------------------------------------------------------------
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
}
if ENV.database_url and "sqlite" not in ENV.database_url["ENGINE"]:
    DATABASES = {"default": {**ENV.database_url, "CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}}
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": ENV.database_url.get("NAME") or DATA_DIR / "db.sqlite3",
            "OPTIONS": SQLITE_OPTIONS,
        }
    }
# A record is locked and written by its domain function, never by the whole request.
ATOMIC_REQUESTS = False

# -- Cache, sessions, background work -----------------------------------------------------------
if ENV.redis_url:
    CACHES = {"default": {"BACKEND": "django_redis.cache.RedisCache", "LOCATION": ENV.redis_url}}
    SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
else:
    # Shared by all processes, so that rate limits hold over all workers.
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "cache_entries",
            # Beyond this a third is thrown out, counts of attempts among them: nobody must
            # get rid of a limit by filling the cache (300 by default).
            "OPTIONS": {"MAX_ENTRIES": 50_000},
        }
    }
    SESSION_ENGINE = "django.contrib.sessions.backends.db"
# What is known of the pictures' sizes never changes, so each process keeps its own.
CACHES["renditions"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# -- Files -----------------------------------------------------------------------------------
MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "/media/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_URL = "/static/"
PRIVATE_ROOT = DATA_DIR / "private"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": PRIVATE_ROOT, "base_url": None},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if ENV.files_url:
    _s3 = {
        "bucket_name": ENV.files_url.bucket,
        "endpoint_url": ENV.files_url.endpoint,
        "access_key": ENV.files_url.key,
        "secret_key": ENV.files_url.secret,
        "file_overwrite": False,
    }
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        # Pictures come through our own address, as without S3: the bucket stays private.
        "OPTIONS": {
            **_s3,
            "location": "media",
            "custom_domain": HOST,
            "url_protocol": BASE_URL.split("//")[0],
        },
    }
    STORAGES["private"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {**_s3, "location": "private"},
    }
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "mayorsclub.design.stylesheets.JoinedSheetFinder",
]
CLAMAV_SOCKET = ENV.clamav_socket
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o640
# A recording of two gigabytes waits here while it is checked: /tmp may be in memory, and from
# the same disk it is moved and not copied.
FILE_UPLOAD_TEMP_DIR = DATA_DIR / "uploads"
with suppress(OSError):  # a folder that cannot be written to is refused at the start
    FILE_UPLOAD_TEMP_DIR.mkdir(mode=0o700, exist_ok=True)

# -- Mail ------------------------------------------------------------------------------------
MAIL_FOLDER = DATA_DIR / "mail"
DEFAULT_FROM_EMAIL = ENV.mail_from or "club@localhost"
SERVER_EMAIL = DEFAULT_FROM_EMAIL
if ENV.mail_url.kind == "smtp":
    EMAIL_BACKEND = "mayorsclub.mail.backends.SmtpBackend"
    EMAIL_HOST, EMAIL_PORT = ENV.mail_url.host, ENV.mail_url.port
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = ENV.mail_url.user, ENV.mail_url.password
    EMAIL_USE_TLS, EMAIL_USE_SSL = ENV.mail_url.tls == "starttls", ENV.mail_url.tls == "ssl"
    EMAIL_TIMEOUT = 20
else:
    EMAIL_BACKEND = "mayorsclub.mail.backends.EmlBackend"

# -- Languages and time ----------------------------------------------------------------------
LANGUAGE_CODE = "uk"
LANGUAGES = [("uk", _("Ukrainian")), ("en", _("English"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Kyiv"
WAGTAIL_USER_TIME_ZONES = ["Europe/Kyiv"]

# -- Sign-in ---------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:home"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "mayorsclub.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 3 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 8}
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_FORMAT = {"numeric": True, "length": 8}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "30/15m/ip,4/15m/key",
    "confirm_email": "4/15m/key",
    "login_failed": "10/m/ip,5/15m/key",
    "manage_email": "10/15m/user",
    "reauthenticate": "20/15m/user",
    # Letters that anybody can have sent to an address by beginning an application.
    "application_letter": "40/h/ip,6/h/key",
    # Messages to the club, and the letters that confirm them.
    "contact_message": "20/h/ip,5/h/key",
    # What a phone at the door read, by its pass.
    "door_scan": "120/m/key",
    # Registrations for open events by people without an account, and their letters.
    "event_registration": "40/h/ip,5/h/key",
}
ACCOUNT_FORMS = {
    "confirm_login_code": "mayorsclub.accounts.forms.SignInCodeForm",
    "add_email": "mayorsclub.accounts.forms.AddressForm",
    "confirm_email_verification_code": "mayorsclub.accounts.forms.AddressCodeForm",
}
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SECURE else "http"
ALLAUTH_TRUSTED_PROXY_COUNT = ENV.proxy_count
MFA_ADAPTER = "mayorsclub.accounts.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
MFA_TOTP_ISSUER = "Клуб Мерів"
MFA_FORMS = {
    "authenticate": "mayorsclub.accounts.forms.FactorForm",
    "reauthenticate": "mayorsclub.accounts.forms.FactorAgainForm",
    "activate_totp": "mayorsclub.accounts.forms.AppForm",
    "login_webauthn": "mayorsclub.accounts.forms.PasskeySignInForm",
    "authenticate_webauthn": "mayorsclub.accounts.forms.PasskeyFactorForm",
    "reauthenticate_webauthn": "mayorsclub.accounts.forms.PasskeyAgainForm",
    "add_webauthn": "mayorsclub.accounts.forms.PasskeyForm",
    "edit_webauthn": "mayorsclub.accounts.forms.PasskeyNameForm",
}
# Seconds without a request after which a session ends; for staff and committee, sooner.
SESSION_IDLE = 12 * 3600
SESSION_IDLE_STRONG = 30 * 60

# -- Office (Wagtail) ---------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Клуб Мерів"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILADMIN_LOGIN_URL = "/sign-in/"
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "odt", "ods"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_AVIF_QUALITY = 55
WAGTAILIMAGES_WEBP_QUALITY = 72
WAGTAILIMAGES_JPEG_QUALITY = 78
# Remarks go with the approval of a page; comments would write letters past the outbox.
WAGTAILADMIN_COMMENTS_ENABLED = False
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "avif"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False

# -- Headers ---------------------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "mayorsclub.design.views.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
if SECURE:
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
# Wagtail's editor needs inline styles and previews pages in a frame; scripts stay with a nonce.
OFFICE_CONTENT_SECURITY_POLICY = {
    "default-src": [NONE],
    "script-src": [SELF, NONCE],
    "style-src": [SELF, "'unsafe-inline'"],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF, "data:"],
    "connect-src": [SELF],
    "frame-src": [SELF],
    "media-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [SELF],
}

# -- Logging ---------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"mask": {"()": "mayorsclub.logs.MaskSecrets"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["mask"]}
    },
    "root": {"handlers": ["console"], "level": ENV.log_level},
    # Each task's start and end is noise; its failure is an error, and is kept with its trace.
    "loggers": {
        "django_tasks": {"level": "WARNING"},
        "wagtail": {"level": "WARNING"},
        "pymorphy3": {"level": "WARNING"},
    },
}
SILENCED_SYSTEM_CHECKS: list[str] = []
