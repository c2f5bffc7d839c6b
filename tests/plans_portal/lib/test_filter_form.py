from django import forms
from django.template import engines
from django.test import RequestFactory

from plans_portal.lib.filter_form import filter_helper


class NarrowForm(forms.Form):
    text = forms.CharField(label="Слова", required=False)


def drawn(helper, words: str = "", page: str = "{% crispy form helper %}", **more: object) -> str:
    template = engines["django"].from_string("{% load crispy_forms_tags %}" + page)
    values = {"form": NarrowForm({"text": words}), "helper": helper, **more}
    return template.render(values, RequestFactory().get("/plans/"))


def test_it_asks_by_get_without_a_token():
    html = drawn(filter_helper())
    assert 'method="get"' in html
    assert "csrf" not in html
    assert '<label for="id_text" class="form-label">' in " ".join(html.split())
    assert "hx-" not in html


def test_way_back_is_there_once_something_narrows():
    assert "Показать все" not in drawn(filter_helper())
    assert '<a class="btn btn-link" href="/plans/">Показать все</a>' in drawn(
        filter_helper(), "речь"
    )


def test_live_one_draws_the_list_anew_and_always_leads_back():
    html = drawn(filter_helper(live="change"))
    assert 'hx-get="/plans/"' in html
    assert 'hx-trigger="change"' in html
    assert "Показать все" in html


def test_page_says_what_goes_along_and_where_back_leads():
    page = '{% with reset="?order=date" all="Показать всех" %}{% crispy form helper %}{% endwith %}'
    html = drawn(filter_helper(), "речь", page, kept={"order": "date"})
    assert '<input type="hidden" name="order" value="date">' in html
    assert '<a class="btn btn-link" href="?order=date">Показать всех</a>' in html
