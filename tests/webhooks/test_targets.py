import pytest
from hypothesis import given
from hypothesis import strategies as st

from webhooks.targets import Target

IDS = st.integers(1, 2**63 - 1)
TARGETS = (
    st.builds(Target, IDS)
    | st.builds(Target, IDS, IDS)
    | st.builds(Target, IDS, IDS, pull=st.integers(1, 2**31 - 1))
    | st.builds(Target, IDS, IDS, branch=st.text(min_size=1))
)


@given(TARGETS)
def test_a_key_names_its_target_and_no_other(target):
    assert Target.parse(target.key) == target


@pytest.mark.parametrize(
    ("target", "key", "kind"),
    [
        (Target(1), "i/1", "installation"),
        (Target(1, 2), "i/1/r/2", "repository"),
        (Target(1, 2, pull=3), "i/1/r/2/pull/3", "pull"),
        (Target(1, 2, branch="main"), "i/1/r/2/branch/main", "branch"),
        (Target(1, 2, branch="a/b c"), "i/1/r/2/branch/a%2Fb%20c", "branch"),
    ],
)
def test_keys_and_kinds(target, key, kind):
    assert (target.key, target.kind) == (key, kind)


@pytest.mark.parametrize("key", ["", "i/", "i/x", "i/1/r/2/", "i/1/r/2/branch/", "i/1/r/2/pull/3/4", "i/1\n"])
def test_what_is_no_key(key):
    with pytest.raises(ValueError, match="not a target"):
        Target.parse(key)


def test_the_external_id_of_a_check_run_outlives_an_installation():
    first, second = (Target(installation, 2, pull=3).external_id("4f2c") for installation in (1, 9))
    assert first == second == "r/2/pull/3/4f2c"
    assert Target(1, 2, branch="a/b").external_id("4f2c") == "r/2/branch/a%2Fb/4f2c"
