"""Every setting of the site. Values come from the environment; `.env.example` lists each variable with a line of its own."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from config import embedded, env, secrets
from config.databases import database

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.text("DATA_DIR") or BASE_DIR / ".data")

# Development is asked for; whoever asks for nothing gets production.
DEBUG = env.flag("DEBUG")
SECRET_KEY = (
    secrets.kept_secret(DATA_DIR / "secret-key")
    if DEBUG
    else secrets.production_key(env.secret("SECRET_KEY"))
)

SITE_NAME = env.text("SITE_NAME", "Houselights")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "127.0.0.1 localhost [::1]" if DEBUG else "")
if not (DEBUG or ALLOWED_HOSTS):
    raise ImproperlyConfigured(
        "ALLOWED_HOSTS is not set. Set it to the names of the site, for instance: films.example.org"
    )
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
HTTPS = env.flag("HTTPS", default=not DEBUG)
TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXY_COUNT", 0)

INSTALLED_APPS = [
    "config",
    "web",
    "accounts",
    "films",
    "social",
    "reviews",
    "lists",
    "activity",
    "moderation",
    "allauth",
    "allauth.account",
    "django_htmx",
    "pgtrigger",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "web.headers.content_security_policy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.postgresql.waits.wait_so_long_and_no_longer",
    "config.replicas.middleware.choose_database",
    "web.compression.CompressPages",
    "web.caching.who_may_keep_pages",
    "web.kept.kept_pages_come_first",
    "web.middleware.every_wait_has_an_end",
    "web.middleware.what_vanished_is_not_found",
    "web.middleware.refuse_broken_input",
    "web.middleware.writes_leave_room_for_reading",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "accounts.middleware.MemberOfTheSession",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.in_the_time_zone_of_the_viewer",
    "accounts.middleware.former_usernames_lead_on",
    "films.middleware.former_film_addresses_lead_on",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
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
                "web.context_processors.page",
                "activity.context_processors.notices",
            ],
            "builtins": ["web.templatetags.houselights", "web.templatetags.parts"],
        },
    }
]

# The database

DATABASE_URL = env.secret("DATABASE_URL") or embedded.database_url(DATA_DIR)
DATABASE_POOL_SIZE = env.number("DATABASE_POOL_SIZE", 4)
DATABASE_STATEMENT_SECONDS = env.number("DATABASE_STATEMENT_SECONDS", 15)
DATABASE_POOLED = env.flag("DATABASE_POOLED")
DATABASE_REPLICA_URLS = env.secret("DATABASE_REPLICA_URLS").replace(",", " ").split()
DATABASE_REPLICA_LAG_SECONDS = env.number("DATABASE_REPLICA_LAG_SECONDS", 10, least=1)
# Nobody waits two seconds to read that the site is busy: this for a connection (a page that finds a replica busy waits for
# the primary too), and then for a lock.
BUSY_SECONDS, REPLICA_BUSY_SECONDS = (0.7, 0.3) if DATABASE_REPLICA_URLS else (1, 0)
DATABASE_PREPARES = env.flag("DATABASE_PREPARES", default=not DATABASE_POOLED)  # see web/prepared.py
OF_EACH: dict[str, Any] = {
    "statement_seconds": DATABASE_STATEMENT_SECONDS,
    "pool_size": DATABASE_POOL_SIZE,
    "is_pooled": DATABASE_POOLED,
}
DATABASES = {"default": database(DATABASE_URL, busy_seconds=BUSY_SECONDS, **OF_EACH)}
DATABASES |= {
    # Only read; tests take them for the primary.
    f"replica {number}": database(url, busy_seconds=REPLICA_BUSY_SECONDS, **OF_EACH)
    | {"TEST": {"MIRROR": "default"}}
    for number, url in enumerate(DATABASE_REPLICA_URLS, 1)
}
REPLICAS = [alias for alias in DATABASES if alias != "default"]
DATABASE_ROUTERS = ["config.replicas.router.Router"] if REPLICAS else []
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    # Sign-in limits are counted here, so it is shared by all processes.
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
}

# Members

AUTH_USER_MODEL = "accounts.Member"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["accounts.hashers.Argon2", "django.contrib.auth.hashers.PBKDF2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "accounts.forms.SignUpExtras"
ACCOUNT_FORMS = {
    "login": "accounts.sign_in_forms.SignInForm",
    "signup": "accounts.sign_in_forms.SignUpForm",
    "change_password": "accounts.sign_in_forms.ChangePasswordForm",
    "set_password": "accounts.sign_in_forms.SetPasswordForm",
    "reset_password": "accounts.sign_in_forms.ResetPasswordForm",
    "reset_password_from_key": "accounts.sign_in_forms.ResetPasswordKeyForm",
    "reauthenticate": "accounts.sign_in_forms.ReauthenticateForm",
    "add_email": "accounts.sign_in_forms.AddEmailForm",
}
ACCOUNT_USER_DISPLAY = "accounts.adapter.display_name_of"
ACCOUNT_USERNAME_VALIDATORS = "accounts.usernames.validators"
ACCOUNT_USERNAME_MIN_LENGTH = 2
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PREVENT_ENUMERATION = "strict"  # nobody learns at sign-up whether a mail address has an account
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "signup": "20/h/ip",
    "reset_password": "10/h/ip,3/h/key",
    "change_password": "5/m/user",
    "manage_email": "10/h/user",
    "change_username": "5/d/user",
    "delete_account": "5/5m/user",
    "keep_unsaved": "30/h/ip",  # what visitors typed into a form whose session had ended
}
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT

# Mail is optional: without a host the site offers nothing that needs it.

EMAIL_HOST = env.text("EMAIL_HOST")
EMAIL_PORT = env.number("EMAIL_PORT", 587, least=1)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.secret("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", default=True)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("DEFAULT_FROM_EMAIL", "houselights@localhost")
EMAIL_BACKEND = (
    f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console' if DEBUG else 'dummy'}.EmailBackend"
)
HAS_MAIL = bool(EMAIL_HOST) or DEBUG
ACCOUNT_EMAIL_VERIFICATION = "optional" if HAS_MAIL else "none"
if not HAS_MAIL:
    ACCOUNT_SIGNUP_FIELDS.remove("email")
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""

# Language and time

LANGUAGE_CODE = "en"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"
DEFAULT_MEMBER_TIME_ZONE = env.text("DEFAULT_MEMBER_TIME_ZONE", "UTC")

# Files

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG
MEDIA_URL = env.text("MEDIA_URL", "/media/")
MEDIA_ROOT = Path(env.text("MEDIA_ROOT") or DATA_DIR / "media")
MEDIA_STORE = env.one_of("MEDIA_STORE", "disk", "s3")
S3_BUCKET = env.text("S3_BUCKET")
if MEDIA_STORE == "s3" and not S3_BUCKET:
    raise ImproperlyConfigured("MEDIA_STORE is s3, so S3_BUCKET must be set to the name of the bucket.")
STORAGES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "config.bucket.Bucket",
        "OPTIONS": {
            "name": S3_BUCKET,
            "endpoint": env.text("S3_ENDPOINT"),
            "region": env.text("S3_REGION"),
            "access_key": env.secret("S3_ACCESS_KEY"),
            "secret_key": env.secret("S3_SECRET_KEY"),
        },
    }
    if MEDIA_STORE == "s3"
    else {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "config.static.BundledStorage"
    },
}
# How much of visitors' pages each process keeps, and for how long shared caches in front may: web/kept.py, web/caching.py
KEPT_PAGES_MEGABYTES = env.number("KEPT_PAGES_MEGABYTES", 16)
SHARED_CACHE_SECONDS = env.number("SHARED_CACHE_SECONDS", 0)

UPLOAD_BYTES = 8 * 2**20
DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

# Browsers

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", *([MEDIA_URL] if "//" in MEDIA_URL else [])],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_SSL_REDIRECT = False  # the front in production sends people to https; health checks come by http
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXY_COUNT else None
SECURE_HSTS_SECONDS = env.number("HSTS_SECONDS", 3600 if HTTPS else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = False
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60
SESSION_ENGINE = "accounts.sessions"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SILENCED_SYSTEM_CHECKS = [
    "auth.W004",  # usernames are unique whatever their case, by a constraint this check does not see
    "security.W005",  # subdomains of the operator's domain are the operator's to decide on
    "security.W008",  # see SECURE_SSL_REDIRECT
    "security.W021",  # preloading of HSTS likewise
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "INFO")},
    # Every refused address would be logged with a traceback: strangers could fill the log.
    "loggers": {"django.request": {"level": "ERROR"}, "django.security": {"level": "CRITICAL"}},
}
