import pytest
from django.core.exceptions import ImproperlyConfigured

from plans_portal import environment


@pytest.mark.parametrize(
    ("word", "expected"),
    [("1", True), ("True", True), (" on ", True), ("0", False), ("no", False), ("", False)],
)
def test_flag_reads_words(monkeypatch, word, expected):
    monkeypatch.setenv("DEBUG", word)
    assert environment.read_flag("DEBUG", default=not expected) is expected


def test_flag_takes_default_where_unset(monkeypatch):
    monkeypatch.delenv("DEBUG", raising=False)
    assert environment.read_flag("DEBUG", default=True) is True


def test_flag_refuses_nonsense(monkeypatch):
    monkeypatch.setenv("DEBUG", "maybe")
    with pytest.raises(ImproperlyConfigured, match=r"^DEBUG must be one of .*'maybe'\.$"):
        environment.read_flag("DEBUG", default=False)


def test_hosts_reads_list(monkeypatch):
    monkeypatch.setenv("ALLOWED_HOSTS", "plans.example.org, 127.0.0.1")
    assert environment.read_hosts("ALLOWED_HOSTS", []) == ["plans.example.org", "127.0.0.1"]


@pytest.mark.parametrize("value", ["https://plans.example.org", "a.example,,b.example", "a b"])
def test_hosts_refuses_nonsense(monkeypatch, value):
    monkeypatch.setenv("ALLOWED_HOSTS", value)
    with pytest.raises(ImproperlyConfigured, match="must be host names with commas"):
        environment.read_hosts("ALLOWED_HOSTS", [])


def test_address_is_scheme_and_host(monkeypatch):
    monkeypatch.setenv("PUBLIC_ADDRESS", "https://plans.example.org/")
    address = environment.read_address("PUBLIC_ADDRESS", "http://127.0.0.1:8000")
    assert address == "https://plans.example.org"


@pytest.mark.parametrize(
    "value",
    ["plans.example.org", "ftp://a.example", "https://a.example/plans", "https://a:b@c.example"],
)
def test_address_refuses_nonsense(monkeypatch, value):
    monkeypatch.setenv("PUBLIC_ADDRESS", value)
    with pytest.raises(ImproperlyConfigured, match="must be an address such as"):
        environment.read_address("PUBLIC_ADDRESS", "http://127.0.0.1:8000")


def test_folder_is_made_for_its_owner_alone(monkeypatch, tmp_path):
    monkeypatch.setenv("PORTAL_DATA", str(tmp_path / "a" / "b"))
    folder = environment.read_folder("PORTAL_DATA", tmp_path)
    assert folder.is_dir()
    assert folder.stat().st_mode & 0o777 == 0o700


def test_folder_refuses_file(monkeypatch, tmp_path):
    file = tmp_path / "file"
    file.touch()
    monkeypatch.setenv("PORTAL_DATA", str(file))
    with pytest.raises(ImproperlyConfigured, match="PORTAL_DATA must be a folder"):
        environment.read_folder("PORTAL_DATA", tmp_path)


def test_secret_key_refuses_short(monkeypatch, tmp_path):
    monkeypatch.setenv("SECRET_KEY", "short")
    with pytest.raises(ImproperlyConfigured, match="at least 50 random characters; it has 5"):
        environment.read_secret_key("SECRET_KEY", tmp_path / "secret.key")


def test_secret_key_is_made_once_and_only_for_its_owner(monkeypatch, tmp_path):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    file = tmp_path / "secret.key"
    first = environment.read_secret_key("SECRET_KEY", file)
    assert environment.read_secret_key("SECRET_KEY", file) == first
    assert len(first) >= environment.SECRET_KEY_LENGTH
    assert file.stat().st_mode & 0o777 == 0o600


def test_secret_key_refuses_unreadable_place(monkeypatch, tmp_path):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY is not set and no key can be kept"):
        environment.read_secret_key("SECRET_KEY", tmp_path / "absent" / "secret.key")


def test_database_is_sqlite_in_the_data_folder_by_default(monkeypatch, tmp_path):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    settings = environment.read_database("DATABASE_URL", tmp_path / "db.sqlite3")
    assert settings["ENGINE"] == "django.db.backends.sqlite3"
    assert settings["NAME"] == str(tmp_path / "db.sqlite3")
    assert settings["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


@pytest.mark.parametrize(
    ("url", "host", "name"),
    [
        ("postgres://portal:a%40b@db.example.org:5433/plans", "db.example.org", "plans"),
        ("postgresql://portal@%2Fvar%2Frun%2Fpostgresql/plans", "/var/run/postgresql", "plans"),
    ],
)
def test_database_reads_postgres(monkeypatch, tmp_path, url, host, name):
    monkeypatch.setenv("DATABASE_URL", url)
    settings = environment.read_database("DATABASE_URL", tmp_path)
    assert settings["ENGINE"] == "django.db.backends.postgresql"
    assert (settings["HOST"], settings["NAME"], settings["USER"]) == (host, name, "portal")
    assert settings["OPTIONS"]["pool"]


@pytest.mark.parametrize(
    "url", ["nonsense", "mysql://portal@host/plans", "postgres://portal:secret@host", "sqlite://"]
)
def test_database_refuses_nonsense_without_telling_the_password(monkeypatch, tmp_path, url):
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL must look like") as refusal:
        environment.read_database("DATABASE_URL", tmp_path)
    assert "secret" not in str(refusal.value)


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp://mail.example.org", 25, False, False),
        ("smtp+tls://mail.example.org", 587, True, False),
        ("smtps://mail.example.org", 465, False, True),
        ("smtps://mail.example.org:1465", 1465, False, True),
    ],
)
def test_mail_reads_servers(monkeypatch, url, port, tls, ssl):
    monkeypatch.setenv("EMAIL_URL", url)
    options = environment.read_mail("EMAIL_URL", default="console:")["OPTIONS"]
    assert (options["port"], options["use_tls"], options["use_ssl"]) == (port, tls, ssl)


def test_mail_reads_name_and_password(monkeypatch):
    monkeypatch.setenv("EMAIL_URL", "smtp+tls://portal%40example.org:a%2Fb@mail.example.org")
    options = environment.read_mail("EMAIL_URL", default="console:")["OPTIONS"]
    assert (options["username"], options["password"]) == ("portal@example.org", "a/b")


def test_mail_keeps_letters_as_files(monkeypatch, tmp_path):
    monkeypatch.setenv("EMAIL_URL", (tmp_path / "письма").as_uri())
    mailer = environment.read_mail("EMAIL_URL", default="console:")
    assert mailer["OPTIONS"] == {"file_path": str(tmp_path / "письма")}


@pytest.mark.parametrize(
    "url", ["nonsense", "smtp://", "imap://mail.example.org", "smtp://host:port", "file://"]
)
def test_mail_refuses_nonsense(monkeypatch, url):
    monkeypatch.setenv("EMAIL_URL", url)
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL must look like"):
        environment.read_mail("EMAIL_URL", default="console:")


def test_seal_key_is_made_once_and_only_for_its_owner(monkeypatch, tmp_path):
    monkeypatch.delenv("SEAL_KEY", raising=False)
    file = tmp_path / "seal.key"
    first = environment.read_seal_key("SEAL_KEY", file)
    assert environment.read_seal_key("SEAL_KEY", file) == first
    assert len(bytes.fromhex(first)) == environment.SEAL_KEY_BYTES
    assert file.stat().st_mode & 0o777 == 0o600
    monkeypatch.setenv("SEAL_KEY", "0f" * 32)
    assert environment.read_seal_key("SEAL_KEY", file) == "0f" * 32


@pytest.mark.parametrize("key", ["word", "0f" * 31, "0g" * 32])
def test_seal_keys_refuse_what_is_no_key(monkeypatch, tmp_path, key):
    monkeypatch.setenv("SEAL_KEY", key)
    with pytest.raises(ImproperlyConfigured, match="SEAL_KEY must be 64 hexadecimal digits"):
        environment.read_seal_key("SEAL_KEY", tmp_path / "seal.key")
    monkeypatch.setenv("SEAL_KEYS_BEFORE", f"{'0f' * 32}, {key}")
    with pytest.raises(ImproperlyConfigured, match="SEAL_KEYS_BEFORE must be public keys"):
        environment.read_seal_keys("SEAL_KEYS_BEFORE")


def test_former_seal_keys_are_a_list(monkeypatch):
    monkeypatch.delenv("SEAL_KEYS_BEFORE", raising=False)
    assert environment.read_seal_keys("SEAL_KEYS_BEFORE") == []
    monkeypatch.setenv("SEAL_KEYS_BEFORE", f"{'0f' * 32}, {'1e' * 32}")
    assert environment.read_seal_keys("SEAL_KEYS_BEFORE") == ["0f" * 32, "1e" * 32]


OIDC = {
    "OIDC_NAME": "Войти через институт",
    "OIDC_SERVER": "https://login.example.org/realms/institute",
    "OIDC_CLIENT_ID": "portal",
    "OIDC_SECRET": "secret",
}


def test_directory_of_the_institute_is_off_by_default(monkeypatch):
    for name in OIDC:
        monkeypatch.delenv(name, raising=False)
    assert environment.read_oidc("OIDC") is None


def test_directory_of_the_institute_is_named_by_four_variables(monkeypatch):
    for name, value in OIDC.items():
        monkeypatch.setenv(name, value)
    oidc = environment.read_oidc("OIDC")
    assert (oidc["name"], oidc["client_id"], oidc["secret"]) == (
        "Войти через институт",
        "portal",
        "secret",
    )
    assert environment.origin_of(oidc) == "https://login.example.org"


@pytest.mark.parametrize("wrong", [{"OIDC_SECRET": ""}, {"OIDC_SERVER": "login.example.org"}])
def test_half_a_directory_stops_the_start(monkeypatch, wrong):
    for name, value in {**OIDC, **wrong}.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match="must be set together"):
        environment.read_oidc("OIDC")
