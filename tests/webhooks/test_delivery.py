from urllib.parse import quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders_webhooks import APP, as_json, headers, payload
from webhooks.delivery import NotADelivery, read
from webhooks.targets import Receipt, RepositoryName, Target

BODY = as_json(payload(action="opened", number=7))
FORM = {"content_type": "application/x-www-form-urlencoded"}


def test_a_delivery_says_where_to_look():
    assert read(headers(BODY, "pull_request"), BODY, APP) == Receipt(
        id="72d3162e-cc78-11e3-81ab-4c9367dc0958",
        event="pull_request",
        action="opened",
        body=BODY,
        installation=5,
        repository=RepositoryName(42, "octo/tower", private=False, default_branch="main"),
        targets=(Target(5, 42, pull=7),),
    )


def test_a_form_holds_the_same_delivery():
    form = b"other=1&payload=" + quote_plus(BODY).encode()
    assert read(headers(form, "pull_request", **FORM), form, APP) == read(
        headers(BODY, "pull_request"), BODY, APP
    )


@given(st.dictionaries(st.text(), st.text() | st.integers() | st.booleans()))
def test_any_object_comes_out_of_a_form_as_it_went_in(fields):
    document = as_json(fields)
    form = b"payload=" + quote_plus(document).encode()
    receipt = read(headers(form, **FORM), form, None)
    assert isinstance(receipt, Receipt)
    assert receipt.body == document


@given(st.binary(max_size=200))
def test_no_body_breaks_the_reading(body):
    assert isinstance(read(headers(body), body, None), NotADelivery | Receipt)
    assert isinstance(read(headers(body, **FORM), body, None), NotADelivery | Receipt)


@pytest.mark.parametrize(
    "kind", ["application/json", "Application/JSON; charset=utf-8", " application/json ;x"]
)
def test_json_under_any_spelling(kind):
    assert isinstance(read(headers(BODY, content_type=kind), BODY, None), Receipt)


@pytest.mark.parametrize(
    ("body", "changes", "why"),
    [
        (BODY, {"x_github_event": None}, "X-GitHub-Event missing"),
        (BODY, {"x_github_delivery": None}, "X-GitHub-Delivery missing"),
        (BODY, {"x_github_event": "push\n"}, "X-GitHub-Event malformed"),
        (BODY, {"x_github_event": ""}, "X-GitHub-Event malformed"),
        (BODY, {"x_github_event": "a" * 65}, "X-GitHub-Event malformed"),
        (BODY, {"x_github_delivery": "'; drop table"}, "X-GitHub-Delivery malformed"),
        (BODY, {"x_github_delivery": "1" * 65}, "X-GitHub-Delivery malformed"),
        (BODY, {"x_github_delivery": ""}, "X-GitHub-Delivery malformed"),
        (BODY, {"content_type": "text/plain"}, "content type is neither JSON nor a form"),
        (BODY, {"content_type": "application/jsonp"}, "content type is neither JSON nor a form"),
        (BODY, {"content_type": None}, "content type is neither JSON nor a form"),
        (
            BODY,
            {"content_type": "multipart/form-data; boundary=x"},
            "content type is neither JSON nor a form",
        ),
        (BODY, FORM, "form without a payload field"),
        (b"", FORM, "form without a payload field"),
        (b"payload", FORM, "broken JSON"),
        (b"payload=%zz", FORM, "broken JSON"),
        (b"", {}, "broken JSON"),
        (b'{"action":', {}, "broken JSON"),
        (b"\xff\xfe{}", {}, "broken JSON"),
        (b'{"a": "\\ud800"}', {}, "broken JSON"),
        (b"[]", {}, "payload is not a JSON object"),
        (b'"text"', {}, "payload is not a JSON object"),
        (b"null", {}, "payload is not a JSON object"),
        (b"[" * 100_000, {}, "JSON nested too deeply"),
        (b'{"a":' + b'{"a":' * 5000 + b"1" + b"}" * 5001, {}, "JSON nested too deeply"),
    ],
)
def test_what_is_signed_but_not_a_delivery(body, changes, why):
    assert read(headers(body, **changes), body, None) == NotADelivery(why)


def test_a_repository_that_does_not_say_it_is_public_counts_as_private():
    body = as_json({"repository": {"id": 1, "full_name": "octo/quiet"}})
    receipt = read(headers(body), body, None)
    assert isinstance(receipt, Receipt)
    assert receipt.repository == RepositoryName(1, "octo/quiet", private=True)
