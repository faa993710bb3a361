import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders_webhooks import as_json, headers, payload
from webhooks.delivery import read
from webhooks.payloads import Payload
from webhooks.targets import Receipt, Target

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
FIELDS = sorted(Payload.model_fields)


@given(st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=6))
def test_no_field_however_strange_costs_the_delivery(fields):
    body = as_json(payload(**fields))
    receipt = read(headers(body, "check_run"), body, None)
    assert isinstance(receipt, Receipt)
    assert all(Target.parse(target.key) == target for target in receipt.targets)


@pytest.mark.parametrize("name", ["a\x00b", "a\nb", "", "x" * 256, 5, None, [], {}])
def test_a_branch_name_that_cannot_be_is_not_read(name):
    assert (
        Payload.model_validate({"repository": {"id": 1, "default_branch": name}}).repository.default_branch
        is None
    )


@pytest.mark.parametrize("name", ["a", "a/b/c", "a/<b>", "a/b\n", "é/b", "a/" + "b" * 101])
def test_a_repository_name_that_cannot_be_is_not_read(name):
    assert Payload.model_validate({"repository": {"id": 1, "full_name": name}}).repository.full_name is None


def test_a_payload_is_read_by_the_same_rules_whatever_else_it_holds():
    fields = payload(number=7, reactions={"+1": 3}, pull_request={"number": 7, "body": "x" * 1000})
    assert Payload.model_validate(fields).number == 7
