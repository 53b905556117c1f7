"""Commits wait for their person, and what could not be committed is not forgotten."""

from __future__ import annotations

from l10n_flow.errors import InputError
from l10n_flow.review.committing import Commits
from l10n_flow.review.people import Person, alone


def person(name: str) -> Person:
    return alone(name, name).everybody[0]


def test_changes_that_could_not_be_committed_are_part_of_the_next_commit() -> None:
    made: list[str] = []

    def commit(article: str, who: Person) -> None:
        if article == "rain" and not made:
            raise InputError("the disk is full")
        made.append(f"{article} {who.name}")

    commits = Commits(commit)
    for article in ("rain", "sport"):
        commits.begun(article, person("Ana"))
    commits.begun("mud", person("Bo"))
    commits.finished(person("Ana"))
    assert (made, commits.problem) == (["sport Ana"], "the disk is full")
    commits.finished(person("Ana"))
    assert commits.problem == ""
    commits.finished(person("Ana"))
    assert made == ["sport Ana", "rain Ana"]
    commits.finished()
    assert made == ["sport Ana", "rain Ana", "mud Bo"]


def test_a_problem_is_told_until_a_commit_succeeds() -> None:
    problems = [InputError("no repository"), None]

    def commit(_article: str, _who: Person) -> None:
        if problem := problems.pop(0):
            raise problem

    commits = Commits(commit)
    commits.begun("rain", person("Ana"))
    commits.finished()
    assert commits.problem == "no repository"
    commits.begun("rain", person("Bo"))  # who comes next commits what Ana wrote
    assert commits.problem == ""


def test_a_desk_that_does_not_commit_keeps_nothing_to_commit() -> None:
    commits = Commits()
    commits.begun("rain", person("Ana"))
    commits.begun("rain", person("Bo"))
    commits.finished()
    assert commits.problem == ""
