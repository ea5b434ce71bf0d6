"""People: their file, passwords, the wait between attempts, and how long a login lasts."""

from __future__ import annotations

import json
import stat
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import CitedeskError, InputError
from ui.people.address import is_loopback, network_of
from ui.people.logins import ABSOLUTE, EACH, IDLE, Logins
from ui.people.password import COST, Cost, hash_password, is_password, nobody
from ui.people.roster import Roster
from ui.people.throttle import FORGOTTEN, LONGEST, LONGEST_HERE, REMEMBERED, Throttle

CHEAP = Cost(log_n=4, r=8, p=1)
PASSWORD = "맞는 말 열두 글자입니다"
ELSEWHERE, HERE = "192.0.2.7", "127.0.0.1"


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def roster(tmp_path: Path) -> Roster:
    return Roster(tmp_path / "library", CHEAP)


def test_a_password_is_known_again_and_no_other_is() -> None:
    hashed = hash_password(PASSWORD, CHEAP)
    assert hashed != hash_password(PASSWORD, CHEAP)
    assert is_password(PASSWORD, hashed)
    assert not is_password(PASSWORD + " ", hashed)
    assert not is_password("", hashed)
    assert not is_password("x" * 5000, hashed)
    assert not is_password("", nobody(CHEAP))


def test_the_same_letters_from_another_keyboard_are_the_same_password() -> None:
    assert is_password("e\u0301clair-au-chocolat", hash_password("\u00e9clair-au-chocolat", CHEAP))


def test_passwords_cost_what_owasp_names_and_unknown_names_cost_the_same() -> None:
    assert (COST.log_n, COST.r, COST.p) == (15, 8, 3)
    assert nobody().split("$")[:4] == ["scrypt", "15", "8", "3"]


@pytest.mark.parametrize("password", ["", "short", "x" * 1001])
def test_a_password_that_is_too_short_or_too_long_is_refused(roster: Roster, password: str) -> None:
    with pytest.raises(InputError, match="10 to 1,000"):
        roster.add("kim", password)
    assert roster.people() == ()


@given(st.text())
def test_no_text_breaks_the_comparison(password: str) -> None:
    assert not is_password(password, nobody(CHEAP))


def test_the_file_is_its_owners_alone_and_holds_neither_password_nor_token(roster: Roster) -> None:
    roster.add("김하늘", PASSWORD)
    token = roster.new_token("김하늘")
    assert stat.S_IMODE(roster.path.stat().st_mode) == 0o600
    content = roster.path.read_text(encoding="utf-8")
    assert PASSWORD not in content
    assert token not in content
    assert len(token) >= 43
    assert sorted(path.name for path in roster.path.parent.iterdir()) == ["people.json", "people.lock"]


def test_added_changed_removed_and_never_the_same_person_again(roster: Roster) -> None:
    first = roster.add(" Kim  Haneul ", PASSWORD)
    assert first.name == "Kim Haneul"
    for name in ("kim haneul", "KIM HANEUL", "Ｋｉｍ haneul"):
        found = roster.named(name)
        assert found is not None
        assert found.id == first.id
    with pytest.raises(InputError, match="already"):
        roster.add("KIM HANEUL", PASSWORD)
    roster.set_password("kim haneul", "another one of these")
    changed = roster.with_id(first.id)
    assert changed is not None
    assert is_password("another one of these", changed.password)
    roster.remove("Kim Haneul")
    assert roster.people() == ()
    assert roster.add("Kim Haneul", PASSWORD).id != first.id
    with pytest.raises(InputError, match="no user lee"):
        roster.remove("lee")


@pytest.mark.parametrize("name", ["", " ", "-", "a" * 65, "<script>", "a\x1bb", "a/b", "kim\u202elee", "\u200b"])
def test_what_is_no_name_is_refused(roster: Roster, name: str) -> None:
    with pytest.raises(InputError):
        roster.add(name, PASSWORD)
    assert not roster.path.exists()


def test_a_token_belongs_to_one_person_until_it_is_replaced_or_taken_back(roster: Roster) -> None:
    kim, lee = roster.add("kim", PASSWORD), roster.add("lee", PASSWORD)
    first, other = roster.new_token("kim"), roster.new_token("lee")
    assert [person and person.id for person in map(roster.with_token, (first, other, "", "x"))] == [
        kim.id, lee.id, None, None
    ]  # fmt: skip
    second = roster.new_token("kim")
    assert roster.with_token(first) is None
    roster.revoke_token("kim")
    assert roster.with_token(second) is None


def test_what_another_process_changes_is_seen(roster: Roster) -> None:
    mine = Roster(roster.path.parent, CHEAP)
    assert mine.people() == ()
    roster.add("kim", PASSWORD)
    assert [each.name for each in mine.people()] == ["kim"]
    roster.remove("kim")
    assert mine.people() == ()


def test_many_at_once_lose_nobody(roster: Roster) -> None:
    def add(number: int) -> None:
        Roster(roster.path.parent, CHEAP).add(f"person {number}", PASSWORD)

    threads = [threading.Thread(target=add, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(roster.people()) == 8


@pytest.mark.parametrize("content", ["", "{", "[]", '{"people": [{"name": "kim"}]}', '{"version": 2, "people": []}'])
def test_a_damaged_file_lets_nobody_in_and_is_named(roster: Roster, content: str) -> None:
    roster.add("kim", PASSWORD)
    roster.path.write_text(content)
    for act in (roster.people, lambda: roster.add("lee", PASSWORD)):
        with pytest.raises(CitedeskError, match=r"people\.json is damaged"):
            act()
    assert roster.path.read_text() == content


def test_each_failure_doubles_the_wait_and_success_ends_it() -> None:
    clock = Clock()
    throttle = Throttle(clock)
    waits = []
    for _ in range(16):
        wait = throttle.attempt("kim", ELSEWHERE)
        while wait:
            waits.append(round(wait))
            clock.now += wait
            wait = throttle.attempt("kim", ELSEWHERE)
    assert waits[:6] == [1, 2, 4, 8, 16, 32]
    assert waits[-1] == LONGEST
    assert throttle.attempt("kim", "198.51.100.1") > 0, "another address does not help with the same name"
    assert throttle.attempt("lee", "198.51.100.1") == 0
    clock.now += LONGEST
    assert throttle.attempt("kim", ELSEWHERE) == 0
    throttle.succeeded("kim", ELSEWHERE)
    assert throttle.attempt("kim", "198.51.100.1") == 0


def test_many_names_from_one_address_are_slowed_too_and_a_login_of_ones_own_does_not_help() -> None:
    clock = Clock()
    throttle = Throttle(clock)
    tried = 0
    for number in range(40):
        clock.now += 0.1
        tried += throttle.attempt(f"name {number}", "2001:db8:1:2::1") == 0
        if throttle.attempt("mine", "2001:db8:1:2::2") == 0:
            throttle.succeeded("mine", "2001:db8:1:2::2")
    assert tried < 15
    assert throttle.attempt("name", "2001:db8:1:2:ffff::9") > 0
    assert throttle.attempt("name", "2001:db8:1:3::1") == 0


def test_whoever_sits_at_the_machine_is_never_locked_out_for_long() -> None:
    clock = Clock()
    throttle = Throttle(clock)
    for _ in range(40):
        throttle.attempt("kim", ELSEWHERE)
        clock.now += LONGEST
    assert throttle.attempt("kim", HERE) == 0, "what is guessed elsewhere does not count here"
    waits = []
    for _ in range(60):
        waits.append(throttle.attempt("kim", HERE))
        clock.now += 1
    assert 0 < max(waits) <= LONGEST_HERE


def test_what_is_remembered_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    throttle = Throttle(clock)
    for _ in range(5):
        throttle.attempt("kim", ELSEWHERE)
    assert throttle.attempt("kim", ELSEWHERE) > 0
    clock.now += FORGOTTEN + 1
    assert throttle.attempt("kim", ELSEWHERE) == 0
    for number in range(REMEMBERED + 10):
        throttle.attempt(f"name {number}", f"address {number}")
    assert len(throttle._counts) == REMEMBERED


def test_a_login_lasts_while_it_is_used_and_not_for_ever(roster: Roster) -> None:
    clock = Clock()
    logins, kim = Logins(roster, clock), roster.add("kim", PASSWORD)
    secret = logins.begin(kim)
    assert len(secret) >= 43
    assert logins.who("") is logins.who("other") is None
    began = clock.now
    while clock.now + IDLE * 0.9 < began + ABSOLUTE:
        clock.now += IDLE * 0.9
        assert logins.who(secret) == kim
    clock.now = began + ABSOLUTE
    assert logins.who(secret) is None
    idle = logins.begin(kim)
    clock.now += IDLE
    assert logins.who(idle) is None


def test_a_login_ends_with_its_person_and_with_its_password(roster: Roster) -> None:
    logins = Logins(roster)
    kim, lee = roster.add("kim", PASSWORD), roster.add("lee", PASSWORD)
    kims, lees, again = logins.begin(kim), logins.begin(lee), logins.begin(lee)
    roster.set_password("kim", "another one of these")
    roster.remove("lee")
    roster.add("lee", PASSWORD)
    assert logins.who(kims) is logins.who(lees) is None
    logins.end(again)
    assert logins.who(again) is None


def test_one_person_has_so_many_logins_and_the_longest_unused_goes(roster: Roster) -> None:
    clock = Clock()
    logins, kim, lee = Logins(roster, clock), roster.add("kim", PASSWORD), roster.add("lee", PASSWORD)
    others = logins.begin(lee)
    first, *rest = [logins.begin(kim) for _ in range(EACH)]
    clock.now += 1
    assert logins.who(first) == kim
    logins.begin(kim)
    assert sum(logins.who(secret) is None for secret in rest) == 1
    assert logins.who(first) == kim
    assert logins.who(others) == lee


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "[::1]", "localhost", "127.8.8.8", "::ffff:127.0.0.1"])
def test_loopback_is_known(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host", ["0.0.0.0", "::", "192.168.0.7", "example.org", "", "127.0.0.1.evil.test", "localhost."]
)
def test_what_is_not_loopback_is_not_taken_for_it(host: str) -> None:
    assert not is_loopback(host)


def test_one_subscriber_is_one_network() -> None:
    assert network_of("2001:db8::1") == network_of("2001:db8::ffff:1") != network_of("2001:db8:0:1::1")
    assert network_of("192.0.2.1") == network_of("::ffff:192.0.2.1") != network_of("192.0.2.2")


def test_the_file_can_be_read_by_a_person(roster: Roster) -> None:
    roster.add("김하늘", PASSWORD)
    assert json.loads(roster.path.read_text(encoding="utf-8"))["people"][0]["name"] == "김하늘"
