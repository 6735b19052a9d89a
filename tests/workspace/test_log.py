"""What every store does alike: changes, who touched what, history, undo. Run against a DuckDB file and a PostgreSQL server."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from loaders.own import NOTHING, own
from workspace import state
from workspace.change import SET_ASIDE
from workspace.errors import ConflictError, WorkspaceError
from workspace.store import open_store

AN, BINH = "an@example.vn", "Bình"


def ids(found) -> set[str]:
    return {row["observation_id"] for row in found.rows("observation")}


def test_an_empty_workspace_holds_nothing(store):
    assert (store.revision("an"), store.current("an"), store.history("an")) == (0, NOTHING, [])


def test_what_is_put_comes_back_as_it_was_and_after_opening_again(store, address, rows):
    given = own(
        dict.fromkeys(["observation"], rows("own-a", "own-b", wording="“đạt” 60%; O'Neill \\ \u202e\x00").rows("observation")),
        ["son-ha-htx-stock-2024"],
    )
    assert store.change("an", AN, "Số của huyện", given, expected=0) == 1
    store.close()
    again = open_store(address)
    assert (again.revision("an"), again.current("an")) == (1, given)
    again.close()


def test_a_change_says_who_when_and_each_row_before_and_after(store, rows):
    began = datetime.now(UTC)
    store.change("an", AN, "hai dòng", rows("own-a", "own-b"), expected=0)
    store.change("an", BINH, "một dòng sửa, một dòng bỏ", rows("own-a", low="99"), {"observation": ["own-b"]}, expected=1)
    last, first = store.history("an")
    assert [(c.revision, c.author, c.summary, c.undoes) for c in (last, first)] == [
        (2, BINH, "một dòng sửa, một dòng bỏ", None),
        (1, AN, "hai dòng", None),
    ]
    assert began - timedelta(seconds=1) <= first.made_at <= last.made_at <= datetime.now(UTC)
    assert [(row.row_id, row.kind) for row in last.rows] == [("own-a", "changed"), ("own-b", "dropped")]
    changed, gone = last.rows
    assert (changed.was["low"], changed.now["low"]) == (rows("own-a").rows("observation")[0]["low"], "99")
    assert gone.was == rows("own-b").rows("observation")[0]
    assert gone.now == {}
    assert [first.count(kind) for kind in ("added", "changed", "dropped")] == [2, 0, 0]


def test_history_can_be_cut_to_the_newest(store, rows):
    for number in range(4):
        store.change("an", AN, "", rows(f"own-{number}"), expected=number)
    assert [change.revision for change in store.history("an", limit=2)] == [4, 3]


def test_the_rows_of_an_earlier_revision_stay_known(store, rows):
    store.change("an", AN, "", rows("own-a"), expected=0)
    store.change("an", AN, "", {}, {"observation": ["own-a"]}, expected=1)
    assert ids(store.current("an", 1)) == {"own-a"}
    assert store.current("an") == NOTHING


def test_workspaces_know_nothing_of_each_other(store, rows):
    store.change("an", AN, "", rows("own-a"), expected=0)
    assert (store.revision("binh"), store.current("binh"), store.history("binh")) == (0, NOTHING, [])
    store.change("binh", BINH, "", rows("own-a", low="1"), expected=0)
    store.clear("binh", BINH)
    assert ids(store.current("an")) == {"own-a"}


def test_a_change_that_changes_nothing_is_none(store, rows):
    store.change("an", AN, "", rows("own-a"), expected=0)
    assert store.change("an", BINH, "", rows("own-a"), {"observation": ["own-z"]}, expected=1) == 1
    assert len(store.history("an")) == 1


def test_disjoint_rows_merge(store, rows):
    store.change("an", AN, "", rows("own-a", "own-b"), expected=0)
    store.change("an", AN, "", rows("own-a", low="1"), expected=1)
    assert store.change("an", BINH, "", rows("own-b", low="2"), expected=1) == 3
    assert [row["low"] for row in store.current("an").rows("observation")] == ["1", "2"]


@pytest.mark.parametrize("drops", [False, True])
def test_a_row_that_another_changed_meanwhile_is_refused_with_names(store, rows, drops):
    store.change("an", AN, "", rows("own-a", "own-b"), expected=0)
    store.change("an", AN, "của An", rows("own-a", low="1"), expected=1)
    mine = (NOTHING, {"observation": ["own-a"]}) if drops else (rows("own-a", "own-c", low="2"), None)
    with pytest.raises(ConflictError) as refused:
        store.change("an", BINH, "", *mine, expected=1)
    [theirs] = refused.value.changes
    assert (theirs.author, theirs.summary, [row.row_id for row in theirs.rows]) == (AN, "của An", ["own-a"])
    for lang in ("vi", "en"):
        assert AN in refused.value.words(lang)
        assert theirs.when(lang) in refused.value.words(lang)
    assert (store.revision("an"), ids(store.current("an"))) == (2, {"own-a", "own-b"})


def test_more_rows_than_a_workspace_takes_are_refused_and_nothing_changes(store, rows, monkeypatch):
    monkeypatch.setattr(state, "ROWS", 2)
    store.change("an", AN, "", rows("own-a", "own-b"), expected=0)
    with pytest.raises(WorkspaceError) as refused:
        store.change("an", AN, "", rows("own-c"), expected=1)
    assert (refused.value.text_id, refused.value.values) == ("workspace.too_many", {"rows": 3, "most": 2})
    assert (store.revision("an"), ids(store.current("an"))) == (1, {"own-a", "own-b"})


def test_the_same_change_by_two_is_no_conflict(store, rows):
    store.change("an", AN, "", rows("own-a"), expected=0)
    assert store.change("an", BINH, "", rows("own-a"), expected=0) == 1


def test_undo_is_a_change_that_can_be_undone(store, rows):
    store.change("an", AN, "thêm", rows("own-a"), expected=0)
    store.change("an", AN, "sửa", rows("own-a", "own-b", low="1"), expected=1)
    assert store.undo("an", 2, BINH) == 3
    assert store.current("an") == store.current("an", 1)
    assert (store.history("an")[0].undoes, store.history("an")[0].author) == (2, BINH)
    assert store.undo("an", 3, BINH) == 4
    assert store.current("an") == store.current("an", 2)


def test_undo_is_refused_when_later_changes_touched_the_rows(store, rows):
    store.change("an", AN, "", rows("own-a"), expected=0)
    store.change("an", BINH, "của Bình", rows("own-a", low="1"), expected=1)
    with pytest.raises(ConflictError) as refused:
        store.undo("an", 1, AN)
    assert refused.value.text_id == "workspace.conflict_undo"
    assert [(change.revision, change.author) for change in refused.value.changes] == [(2, BINH)]
    store.undo("an", 2, BINH)
    with pytest.raises(ConflictError):
        store.undo("an", 2, BINH)
    assert store.revision("an") == 3


def test_a_row_that_is_again_as_it_was_is_no_conflict(store, rows):
    store.change("an", AN, "", rows("own-a"), expected=0)
    store.change("an", BINH, "", rows("own-a", low="1"), expected=1)
    store.undo("an", 2, BINH)
    assert store.change("an", AN, "", rows("own-a", low="2"), expected=1) == 4
    store.undo("an", 4, AN)
    assert store.undo("an", 1, AN) == 6
    assert store.current("an") == NOTHING


@pytest.mark.parametrize("revision", [0, 7, -1])
def test_there_is_no_undoing_what_never_was(store, rows, revision):
    store.change("an", AN, "", rows("own-a"), expected=0)
    with pytest.raises(WorkspaceError, match="no_change"):
        store.undo("an", revision, AN)


def test_clear_drops_all_and_can_be_undone(store, rows):
    given = own({"observation": rows("own-a", "own-b").rows("observation")}, ["son-ha-htx-stock-2024"])
    store.change("an", AN, "", given, expected=0)
    assert store.clear("an", AN, expected=1) == 2
    assert store.current("an") == NOTHING
    store.undo("an", 2, AN)
    assert store.current("an") == given


def test_published_observations_are_set_aside_and_taken_back(store):
    store.change("an", AN, "", own({}, ["son-ha-htx-stock-2024"]), expected=0)
    assert store.current("an").set_aside == ("son-ha-htx-stock-2024",)
    store.change("an", AN, "", {}, {SET_ASIDE: ["son-ha-htx-stock-2024"]}, expected=1)
    assert store.current("an").set_aside == ()


def test_a_row_that_another_needs_stays(store, rows):
    publication = {"publication_id": "own-p", "label_vi": "Báo cáo", "label_en": "Report"}
    store.change("an", AN, "", {"publication": [publication]}, expected=0)
    store.change("an", BINH, "", rows("own-a", publication_id="own-p"), expected=1)
    for needed in (lambda: store.undo("an", 1, AN), lambda: store.change("an", AN, "", {}, {"publication": ["own-p"]}, expected=2)):
        with pytest.raises(WorkspaceError, match="needed"):
            needed()
    assert store.revision("an") == 2


@pytest.mark.parametrize("name", ["", "An", "a b", "../etc", "a" * 65, "-a", "á", "a'; drop table workspace_change; --", "a\n", None])
def test_strange_names_are_refused(store, rows, name):
    for ask in (store.revision, store.current, store.history, store.export):
        with pytest.raises(WorkspaceError, match="bad_name"):
            ask(name)
    with pytest.raises(WorkspaceError, match="bad_name"):
        store.change(name, AN, "", rows("own-a"), expected=0)


@pytest.mark.parametrize("author", ["x" * 121, "An\nBình", "An\u202e", "An\u200b", "An\x00"])
def test_authors_that_nobody_could_read_are_refused(store, rows, author):
    with pytest.raises(WorkspaceError, match="bad_author"):
        store.change("an", author, "", rows("own-a"), expected=0)
    with pytest.raises(WorkspaceError, match="bad_summary"):
        store.change("an", AN, author * 10, rows("own-a"), expected=0)
    assert store.revision("an") == 0


def test_words_of_people_stay_words(store, rows):
    hostile = "'); drop table workspace_row; --"
    store.change("an", hostile, hostile, rows("own-'; drop table workspace_change; --", wording=hostile + "?%s{0}"), expected=0)
    [change] = store.history("an")
    assert (change.author, change.summary) == (hostile, hostile)
    assert store.current("an").rows("observation")[0]["wording"] == hostile + "?%s{0}"


@pytest.mark.parametrize(
    "put",
    [
        {"observation": [{"observation_id": "published", "low": "1"}]},
        {"observation": [{"observation_id": "own-a", "strange": "1"}]},
        {"observation": [{"observation_id": "own-a", "low": 1}]},
        {"observation": [{"observation_id": "own-a", "note": "x" * 20_001}]},
        {"observation": [{"low": "1"}]},
        {"indicator": [{"indicator_id": "own-a"}]},
    ],
)
def test_rows_that_are_none_are_refused(store, put):
    with pytest.raises(WorkspaceError, match="bad_row"):
        store.change("an", AN, "", put, expected=0)
    assert store.revision("an") == 0


@pytest.mark.parametrize("drop", [{"observation": ["son-ha-htx-stock-2024"]}, {"indicator": ["own-a"]}])
def test_published_rows_cannot_be_dropped(store, drop):
    with pytest.raises(WorkspaceError, match="bad_row"):
        store.change("an", AN, "", {}, drop, expected=0)


def test_a_revision_yet_to_come_is_refused(store, rows):
    with pytest.raises(WorkspaceError, match="no_change"):
        store.change("an", AN, "", rows("own-a"), expected=1)


def test_thousands_of_rows_take_moments_and_a_question_for_the_revision_none(store, rows):
    began = time.process_time()
    store.change("an", AN, "", rows(*(f"own-{number:05}" for number in range(20_000))), expected=0)
    assert time.process_time() - began < 8
    assert len(store.current("an").rows("observation")) == 20_000
    asked = []
    for _ in range(50):
        began = time.process_time()
        store.revision("an")
        asked.append(time.process_time() - began)
    assert sorted(asked)[25] < 0.005
