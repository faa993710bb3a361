import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webhooks.signature import refused, refused_unread, sign

BODY = b"Hello, World!"


def test_the_example_of_githubs_documentation():
    secret = "It's a Secret to Everybody"
    expected = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
    assert sign(BODY, secret) == expected
    assert refused(BODY, expected, [secret]) is None


@pytest.mark.parametrize("secrets", [["old", "new"], ["new", "old"], ["new"]])
def test_any_of_several_secrets_is_good_while_rotating(secrets):
    assert refused(BODY, sign(BODY, "new"), secrets) is None


@pytest.mark.parametrize("secrets", [[], ["other"], ["new "], ["a", "b", "c"]])
def test_no_other_secret_is_good(secrets):
    assert refused(BODY, sign(BODY, "new"), secrets) == "signature wrong"


def test_upper_case_digits_are_the_same_signature():
    signature = sign(BODY, "s")
    assert refused(BODY, "sha256=" + signature.removeprefix("sha256=").upper(), ["s"]) is None


@pytest.mark.parametrize(
    ("sha256", "sha1", "reason"),
    [
        (None, None, "signature missing"),
        (None, "sha1=" + "0" * 40, "only a sha1 signature"),
        ("", None, "signature malformed"),
        ("sha1=" + "0" * 40, None, "signature malformed"),
        ("sha256=" + "0" * 63, None, "signature malformed"),
        ("sha256=" + "0" * 64 + "\n", None, "signature malformed"),
        ("sha256=" + "٠" * 64, None, "signature malformed"),
        (sign(BODY, "s"), None, None),
        (sign(BODY, "s"), "sha1=wrong", None),
    ],
)
def test_what_the_headers_alone_tell(sha256, sha1, reason):
    assert refused_unread(sha256, sha1) == reason


@given(st.binary(), st.binary(), st.text(min_size=1))
def test_a_signature_holds_for_its_own_body_only(body, other, secret):
    signature = "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    assert refused(body, signature, [secret]) is None
    assert (refused(other, signature, [secret]) is None) == (other == body)
