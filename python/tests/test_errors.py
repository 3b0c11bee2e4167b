"""What goes wrong is told in one way, and keeps nothing else from working."""

import pickle
import threading
import time
from pathlib import Path

import duibiao
import pytest

GOOD = duibiao.Document("今年计划疏浚塘坝48口，目前已疏浚31口。", name="good.txt")


def test_an_error_says_where_what_and_what_to_do(tmp_path: Path) -> None:
    gone = tmp_path / "gone.docx"
    for document, file, reason, remedy in [
        (gone, str(gone), "there is no such file", "check its name"),
        (tmp_path, str(tmp_path), "it is a folder", "name the documents in it"),
        (duibiao.Document(b"", name="e.txt"), "e.txt", "it is empty: there is no text in it", None),
        (duibiao.Document(b"\xd0\xcf\x11\xe0 old", name="o.doc"), "o.doc", "container of streams", "save it again"),
        (duibiao.Document(b"PK\x03\x04 cut", name="c.docx"), "c.docx", "", ""),
    ]:
        with pytest.raises(duibiao.Error) as caught:
            duibiao.extract(document)
        error = caught.value
        assert (error.file, error.line) == (file, None)
        assert reason in error.reason and (remedy in error.remedy if remedy is not None else error.remedy is None)
        assert str(error).startswith(f"{file}: {error.reason}")
        again = pickle.loads(pickle.dumps(error))
        assert (again.file, again.line, again.reason, again.remedy) == (file, None, error.reason, error.remedy)


def test_documents_that_cannot_be_read_can_be_kept_beside_the_rows() -> None:
    documents = [GOOD, b" ", GOOD, duibiao.Document(b"\x89PNG", name="p.png")]
    table = duibiao.extract(documents, errors="keep")
    assert len(table) == 2 and [error.file for error in table.errors] == ["-", "p.png"]
    assert "2 documents unread" in repr(table)
    with pytest.raises(duibiao.Error, match="it is empty"):
        duibiao.extract(documents)


def test_a_str_is_a_path() -> None:
    with pytest.raises(duibiao.Error, match=r"Document\(text\)"):
        duibiao.extract("今年计划疏浚塘坝48口，目前已疏浚31口。")
    with pytest.raises(duibiao.Error, match=r"several lines.*Document\(text\)"):
        duibiao.extract("一\n二")
    with pytest.raises(TypeError, match="not int"):
        duibiao.extract([GOOD, 5])


def test_choices_that_do_not_exist_are_refused() -> None:
    for choices, said in [
        ({"at_most": "half"}, "inverse or linear"),
        ({"pace": "weeks"}, "months or days"),
        ({"profile": "none"}, "default, binary"),
        ({"errors": "ignore"}, "keep"),
        ({"rules": "no-such-folder"}, "no-such-folder"),
        ({"goals": "no-such-plan.txt"}, "no-such-plan.txt"),
    ]:
        with pytest.raises(duibiao.Error, match=said):
            duibiao.extract(GOOD, **choices)
    with pytest.raises(duibiao.Error, match="one name for several"):
        duibiao.extract([GOOD], name="a.txt")


def test_faults_of_rules_are_shown_at_their_place(tmp_path: Path) -> None:
    (tmp_path / "units.toml").write_text('[[unit]]\nid = "x"\nwrong = 1\n')
    with pytest.raises(duibiao.Error) as caught:
        duibiao.Rules(tmp_path)
    error = caught.value
    assert error.file is not None and error.file.endswith("units.toml") and error.line == 3
    assert any("wrong" in note and "^" in note for note in error.__notes__)
    duibiao.Rules().check()


def test_rules_that_were_loaded_once_serve_many_calls() -> None:
    rules = duibiao.Rules()
    assert duibiao.extract(GOOD, rules=rules).rows() == duibiao.extract(GOOD).rows()
    assert duibiao.scan("三成五", rules=rules) == duibiao.scan("三成五")


def test_other_threads_run_while_reports_are_read() -> None:
    text = (Path(__file__).parents[2] / "seeds/pds-2023h1.txt").read_text()
    beats, done = [], threading.Event()

    def beat() -> None:
        while not done.is_set():
            beats.append(time.monotonic())
            time.sleep(0.001)

    thread = threading.Thread(target=beat)
    thread.start()
    try:
        start = time.monotonic()
        duibiao.extract([duibiao.Document(text)] * 4, jobs=1)
        end = time.monotonic()
    finally:
        done.set()
        thread.join()
    assert end - start > 0.02
    assert sum(start < beat < end for beat in beats) > 5


def test_the_stub_names_what_the_native_part_has() -> None:
    from duibiao import _native

    stub = (Path(duibiao.__file__).parent / "_native.pyi").read_text()
    public = [name for name in dir(_native) if not name.startswith("_")]
    assert public and all(f"class {name}" in stub or f"def {name}(" in stub for name in public)
    for kind in (_native.Rules, _native.Rows, _native.Sheet, _native.Side, _native.Ledger):
        methods = [name for name in vars(kind) if not name.startswith("_")]
        assert all(f"def {name}(self" in stub for name in methods)
