"""Reads settings from the environment; refuses a wrong value with one clear sentence."""

import os
import re
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

TRUE = ("1", "true", "yes", "on")
FALSE = ("0", "false", "no", "off", "")
# Django's own check (security.W009) calls anything shorter weak.
SECRET_KEY_LENGTH = 50
# A private key of Ed25519 is any 32 bytes; its public key has as many.
SEAL_KEY_BYTES = 32

MAIL_BACKENDS = {
    "smtp": "django.core.mail.backends.smtp.EmailBackend",
    "smtps": "django.core.mail.backends.smtp.EmailBackend",
    "smtp+tls": "django.core.mail.backends.smtp.EmailBackend",
    "console": "django.core.mail.backends.console.EmailBackend",
    "file": "django.core.mail.backends.filebased.EmailBackend",
}
MAIL_PORTS = {"smtp": 25, "smtps": 465, "smtp+tls": 587}
MAIL_TIMEOUT_SECONDS = 10


def read_string(name: str, default: str) -> str:
    """Give the variable's text, or the default where it is unset or empty."""
    return os.environ.get(name, "").strip() or default


def read_flag(name: str, *, default: bool) -> bool:
    """Give a yes or no. Raises ImproperlyConfigured for any other word."""
    value = os.environ.get(name)
    if value is None:
        return default
    word = value.strip().lower()
    if word in TRUE:
        return True
    if word in FALSE:
        return False
    msg = f"{name} must be one of 1, true, yes, on, 0, false, no, off; it is {value!r}."
    raise ImproperlyConfigured(msg)


def read_hosts(name: str, default: list[str]) -> list[str]:
    """Give the host names of a comma-separated list.

    Raises ImproperlyConfigured where an item has a scheme, a path or a space.
    """
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    hosts = [part.strip() for part in value.split(",")]
    for host in hosts:
        if not host or any(mark in host for mark in "/ \t"):
            msg = (
                f"{name} must be host names with commas between them, such as"
                f" 'plans.example.org,127.0.0.1'; it is {value!r}."
            )
            raise ImproperlyConfigured(msg)
    return hosts


def read_address(name: str, default: str) -> str:
    """Give the portal's own address: scheme and host, without a path.

    Raises ImproperlyConfigured where it is not one.
    """
    value = os.environ.get(name, "").strip().rstrip("/") or default
    parts = urlsplit(value)
    bare = f"{parts.scheme}://{parts.netloc}" == value and "@" not in parts.netloc
    if parts.scheme not in ("http", "https") or not parts.hostname or not bare:
        msg = f"{name} must be an address such as 'https://plans.example.org'; it is {value!r}."
        raise ImproperlyConfigured(msg)
    return value


def read_oidc(prefix: str) -> dict[str, Any] | None:
    """Give allauth's settings of an OpenID Connect server, or None where nothing is set.

    `NAME` stands on the button, `SERVER` is the address under which its `/.well-known/` lies.
    Raises ImproperlyConfigured where only some are set, or the address is no address.
    """
    names = [f"{prefix}_{part}" for part in ("NAME", "SERVER", "CLIENT_ID", "SECRET")]
    name, server, client_id, secret = (read_string(one, "") for one in names)
    values = [name, server, client_id, secret]
    if not any(values):
        return None
    parts = urlsplit(server)
    if not all(values) or parts.scheme not in ("http", "https") or not parts.hostname:
        msg = (
            f"{', '.join(names)} must be set together, and {prefix}_SERVER be an address such as"
            " 'https://login.example.org/realms/institute'."
        )
        raise ImproperlyConfigured(msg)
    return {
        "provider_id": "institute",
        "name": name,
        "client_id": client_id,
        "secret": secret,
        "settings": {"server_url": server},
    }


def origin_of(oidc: dict[str, Any]) -> str:
    """Give scheme and host of an OpenID Connect server."""
    parts = urlsplit(oidc["settings"]["server_url"])
    return f"{parts.scheme}://{parts.netloc}"


def read_folder(name: str, default: Path) -> Path:
    """Give a folder; a missing one is made, readable by its owner alone.

    Raises ImproperlyConfigured where it can't be made or is a file.
    """
    folder = Path(read_string(name, str(default))).expanduser().absolute()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        msg = f"{name} must be a folder that can be written to; {folder} is not: {error.strerror}."
        raise ImproperlyConfigured(msg) from error
    return folder


def read_secret_key(name: str, key_file: Path) -> str:
    """Give the secret key: the variable's, or the one in the file, made at the first start.

    Raises ImproperlyConfigured for a key that is too short, or a file that can't be read or made.
    """
    key = os.environ.get(name)
    if key is not None:
        if len(key) < SECRET_KEY_LENGTH:
            msg = (
                f"{name} must have at least {SECRET_KEY_LENGTH} random characters;"
                f" it has {len(key)}."
            )
            raise ImproperlyConfigured(msg)
        return key
    return _kept_key(name, key_file, secrets.token_urlsafe(SECRET_KEY_LENGTH))


def read_seal_key(name: str, key_file: Path) -> str:
    """Give the key of the seals: the variable's, or the one in the file, made at the first start.

    Raises ImproperlyConfigured for anything but 64 hexadecimal digits, or a file that can't be read
    or made.
    """
    key = os.environ.get(name) or _kept_key(name, key_file, secrets.token_hex(SEAL_KEY_BYTES))
    if not _is_seal_key(key):
        msg = f"{name} must be 64 hexadecimal digits, as `openssl rand -hex 32` prints."
        raise ImproperlyConfigured(msg)
    return key


def read_seal_keys(name: str) -> list[str]:
    """Give the public keys of a comma-separated list. Raises ImproperlyConfigured for others."""
    keys = [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()]
    if not all(map(_is_seal_key, keys)):
        msg = f"{name} must be public keys of 64 hexadecimal digits with commas between them."
        raise ImproperlyConfigured(msg)
    return keys


def _is_seal_key(key: str) -> bool:
    return re.fullmatch(rf"[0-9a-f]{{{2 * SEAL_KEY_BYTES}}}", key) is not None


def _kept_key(name: str, key_file: Path, new: str) -> str:
    """Give the key in the file; where there is none yet, write the new one."""
    try:
        return _written_key(key_file, new)
    except OSError as error:
        msg = f"{name} is not set and no key can be kept in {key_file}: {error.strerror}."
        raise ImproperlyConfigured(msg) from error


def _written_key(key_file: Path, new: str) -> str:
    try:
        # "x": of two processes that start at once only one writes the key.
        descriptor = os.open(key_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return key_file.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(new)
    return new


def read_database(name: str, default: Path) -> dict[str, Any]:
    """Give Django's settings of the database at a sqlite:/// or postgres:// address.

    Raises ImproperlyConfigured for another scheme, or an address without a database.
    """
    url = read_string(name, f"sqlite:///{default}")
    scheme = urlsplit(url).scheme
    try:
        settings: dict[str, Any] = dict(dj_database_url.parse(url))
    except ValueError as error:
        raise ImproperlyConfigured(_bad_database(name, scheme)) from error
    # dj_database_url takes a bare sqlite:// as a database in memory, which would be lost.
    names_one = settings["NAME"] and settings["NAME"] != ":memory:"
    if scheme not in ("sqlite", "postgres", "postgresql") or not names_one:
        raise ImproperlyConfigured(_bad_database(name, scheme))
    if scheme == "sqlite":
        options = {**settings.get("OPTIONS", {}), **SQLITE_OPTIONS}
        return {**settings, "CONN_MAX_AGE": SQLITE_KEPT_SECONDS, "OPTIONS": options}
    return {**settings, "OPTIONS": {**settings.get("OPTIONS", {}), **POSTGRESQL_OPTIONS}}


# Opening the file takes longer than most requests, so it stays open; PostgreSQL has its pool.
SQLITE_KEPT_SECONDS = 600
# IMMEDIATE: a transaction takes the write lock at its start, so two writers wait for each other
# instead of failing in the middle. WAL: readers don't wait for a writer.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
        " PRAGMA mmap_size=134217728; PRAGMA cache_size=-20000;"
    ),
}
POSTGRESQL_OPTIONS = {"pool": {"min_size": 1, "max_size": 10, "timeout": 10}}


def _bad_database(name: str, scheme: str) -> str:
    # The sentence does not show the address: it may hold a password.
    return (
        f"{name} must look like sqlite:///path/to/file or postgres://user:password@host/database"
        f" (a socket's folder as host with %2F for each slash); its scheme is {scheme!r}."
    )


def read_mail(name: str, *, default: str) -> dict[str, Any]:
    """Give Django's settings of the mailer at an address.

    smtp://, smtp+tls:// (STARTTLS) and smtps:// take user:password@host:port; console: prints,
    file:///folder stores. Raises ImproperlyConfigured for any other.
    """
    try:
        parts = urlsplit(read_string(name, default))
        port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(_bad_mail(name)) from error
    backend = MAIL_BACKENDS.get(parts.scheme)
    if backend is None:
        raise ImproperlyConfigured(_bad_mail(name))
    if parts.scheme == "console":
        return {"BACKEND": backend}
    if parts.scheme == "file":
        if not parts.path:
            raise ImproperlyConfigured(_bad_mail(name))
        return {"BACKEND": backend, "OPTIONS": {"file_path": unquote(parts.path)}}
    if not parts.hostname:
        raise ImproperlyConfigured(_bad_mail(name))
    return {"BACKEND": backend, "OPTIONS": _smtp_options(parts, port)}


def _smtp_options(parts: SplitResult, port: int | None) -> dict[str, Any]:
    timeout = parse_qs(parts.query).get("timeout", [""])[0]
    return {
        "host": parts.hostname,
        "port": port or MAIL_PORTS[parts.scheme],
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_tls": parts.scheme == "smtp+tls",
        "use_ssl": parts.scheme == "smtps",
        "timeout": int(timeout) if timeout.isdigit() else MAIL_TIMEOUT_SECONDS,
    }


def _bad_mail(name: str) -> str:
    return (
        f"{name} must look like smtp+tls://user:password@host:587, smtps://…, smtp://host:25,"
        " file:///folder or console:; it does not."
    )
