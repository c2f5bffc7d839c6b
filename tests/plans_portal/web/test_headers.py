import pytest


@pytest.mark.django_db
def test_every_answer_carries_the_strict_heads(client):
    heads = client.get("/healthz").headers
    policy = heads["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert heads["X-Frame-Options"] == "DENY"
    assert heads["Referrer-Policy"] == "same-origin"
    assert heads["Permissions-Policy"].startswith("camera=()")


@pytest.mark.parametrize("address", ["/plans/", "/people/", "/calendar/", "/no-such-page/"])
def test_page_is_kept_by_nobody_but_its_reader(cast, address):
    heads = cast.client("methodist").get(address).headers
    assert heads["Cache-Control"] == "private, no-cache"
    assert "HX-Request" in heads["Vary"]
    assert "Cookie" in heads["Vary"]


def test_fragment_is_told_from_its_page(cast):
    client = cast.client("methodist")
    page, fragment = client.get("/plans/"), client.get("/plans/", headers={"hx-request": "true"})
    assert len(fragment.content) < len(page.content)
    assert "HX-Request" in fragment.headers["Vary"]


@pytest.mark.django_db
def test_door_keeps_its_own_stricter_words(client):
    assert "no-store" in client.get("/accounts/login/").headers["Cache-Control"]
