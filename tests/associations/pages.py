"""Addresses of the directory's pages, and the text of an answer."""

from django.http import HttpResponse
from django.urls import reverse


def url(name: str, *args: int) -> str:
    return reverse(f"associations:{name}", args=args)


def text_of(answer: HttpResponse) -> str:
    return " ".join(answer.content.decode().replace("\u00a0", " ").split())
