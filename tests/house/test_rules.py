"""The law for rules: every function that writes for somebody, wherever it lives."""

import ast

from tests.house.calls import Function, functions, is_write, writing
from tests.house.tree import files_with, said

APPS = ("associations", "events", "reports")
# Doors call rules with what a person, a command or a clock has said; the demo tells its story by them.
DOORS = {"views", "forms", "admin", "management", "migrations", "demo", "tasks"}
# What writes for somebody and is no rule, each with its reason.
OTHERWISE = {
    "commit_patch": "one action of a rule, in its transaction and under its lock: read as a sentence",
    "record": "one row of history beside what a rule did, in its transaction: read as a sentence",
}
# Parts that rules share: each is called under the transaction and the lock of a whole rule.
PARTS = {"restore_edition", "set_aside"}
# What writes for nobody: steps of rules, which have asked already; and what a worker or the timer does.
_STEP, _MACHINE = "a step of rules that have asked who acts", "done by a worker or the timer"
FOR_NOBODY = {
    "bump_revision": _STEP,
    "check_draft": _MACHINE,
    "claim_password_letter": "asked for by whoever has forgotten a password, so by nobody",
    "drop_gathered": _STEP,
    "find": _MACHINE,
    "gather_digests": _MACHINE,
    "is_cancelled": _MACHINE,
    "look_at_draft": "of the page of sending, which has asked who may send",
    "mark_interrupted": _MACHINE,
    "link_to_seats": _STEP,
    "note_of_owner": "of who signs in, before there is an actor",
    "note_refusal": "of a stranger at the door",
    "print_draft": _MACHINE,
    "prove_and_seal": _MACHINE,
    "refresh_occurrences": _STEP,
    "refresh_plan": _MACHINE,
    "remind": _MACHINE,
    "remove": _MACHINE,
    "remove_old_drafts": _MACHINE,
    "remove_old_jobs": _MACHINE,
    "save_new_plan": _STEP,
    "send_due": _MACHINE,
    "send_letter": _MACHINE,
    "stop_clocks": _STEP,
    "store": _MACHINE,
    "transition": _STEP,
    "wind_clocks": _STEP,
    "work_at_file": _MACHINE,
    "work_at_job": _MACHINE,
    "write_account_letter": _STEP,
    "write_of_change": _STEP,
    "write_password_link": _STEP,
    "write_gathered": _STEP,
    "write_letter": _STEP,
    "write_of_vacancies": _STEP,
    "write_vacant": _STEP,
    "write_patch": _STEP,
    "write_to_staff": _MACHINE,
    "write_to_substitute": _STEP,
}


def writers() -> list[Function]:
    """Give every public function outside the doors that writes."""
    known, found = functions(*APPS), writing(*APPS)
    return [
        one
        for name, one in sorted(known.items())
        if name in found
        and not DOORS & set(one.module.split("."))
        and not one.node.name.startswith("_")
        and one.node.name not in OTHERWISE
    ]


def acts_by_somebody(one: Function) -> bool:
    return "by" in {word.arg for word in (*one.node.args.args, *one.node.args.kwonlyargs)}


def rules() -> list[Function]:
    """Give the writers that act `by` somebody."""
    return [one for one in writers() if acts_by_somebody(one)]


def words_in(node: ast.AST) -> set[str]:
    return {one.attr for one in ast.walk(node) if isinstance(one, ast.Attribute)}


def named(found: list[Function]) -> list[str]:
    return [f"{said(one.path)}: {one.node.name}" for one in found]


def test_rules_are_found_wherever_they_live():
    names = {one.node.name for one in rules()}
    assert names >= {"edit_event", "sign_plan", "repeal_plan", "add_office", "ask_paper", "correct"}


def test_who_writes_for_nobody_has_a_reason():
    assert {one.node.name for one in writers() if not acts_by_somebody(one)} == set(FOR_NOBODY)


def test_rules_take_words_not_places():
    """All is said by name; `by` is the last that must be said, and only a default may follow it."""

    def is_otherwise(one: Function) -> bool:
        words = zip(one.node.args.kwonlyargs, one.node.args.kw_defaults, strict=True)
        needed = [word.arg for word, default in words if default is None]
        return bool(one.node.args.args or one.node.args.vararg) or needed[-1:] != ["by"]

    assert named([one for one in rules() if is_otherwise(one)]) == []


def test_rules_are_told_who_acts():
    def is_otherwise(one: Function) -> bool:
        [by] = [word for word in one.node.args.kwonlyargs if word.arg == "by"]
        return by.annotation is None or ast.unparse(by.annotation) != "Actor"

    assert named([one for one in rules() if is_otherwise(one)]) == []


def test_rules_are_one_transaction():
    """Who writes more than once does all of it or nothing."""

    def is_otherwise(one: Function) -> bool:
        known = writing(*APPS)
        writes = sum(map(is_write, ast.walk(one.node))) + len(one.calls & known)
        return writes > 1 and "atomic" not in words_in(one.node)

    found = {one.node.name for one in rules() if is_otherwise(one)}
    assert found == PARTS


def test_saving_says_what():
    """A save of a whole row would write over what somebody else has changed in it meanwhile.

    `force_insert=` says whether the row is new; one that is written anew as a whole was locked.
    """
    found = [
        f"{said(path)}:{node.lineno}"
        for path in files_with(".py")
        if said(path).startswith(APPS)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and is_write(node)
        and ast.unparse(node.func).endswith(".save")
        and not {"update_fields", "force_insert", "commit"} & {word.arg for word in node.keywords}
    ]
    assert found == []
