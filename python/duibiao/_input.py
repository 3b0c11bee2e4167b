"""Documents and rules as the native part takes them."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterable
from dataclasses import dataclass

from . import _native
from ._error import Error
from ._native import Rules


@dataclass(frozen=True)
class Document:
    """A document that is not a file on this machine: its text, or the bytes of its file.

    >>> Document("全年目标5公里，已完成2公里。", name="june.txt").name
    'june.txt'

    The `name` fills the column `source`; its ending tells Markdown, CSV and plain text apart.
    """

    #: Text as a `str`, or what a file holds as `bytes`.
    content: str | bytes
    #: What the document is called.
    name: str = "-"


#: A path, the bytes of a file, or a document.
Input = str | os.PathLike[str] | bytes | bytearray | memoryview | Document
#: Rules that were loaded before, or the folder of rule files.
RulesFrom = Rules | str | os.PathLike[str] | None


@dataclass(frozen=True)
class Given:
    """A document as the native part takes it."""

    name: str
    path: str | None = None
    text: str | None = None
    data: bytes | None = None


@dataclass(frozen=True)
class Choices:
    """What the native part reads with."""

    all: bool = False
    goals: Given | None = None
    corrections: tuple[Given, ...] = ()
    growth_ratio: bool = False
    at_most: str | None = None
    pace: str = "months"
    profile: str = "default"
    period: str | None = None
    body: str | None = None
    encoding: str | None = None
    jobs: int = 0


def given(document: Input, name: str | None = None) -> Given:
    """One document."""
    if isinstance(document, Document):
        name = name or document.name
        document = document.content
        if isinstance(document, str):
            return Given(name, text=document)
    if isinstance(document, (bytes, bytearray, memoryview)):
        return Given(name or "-", data=bytes(document))
    if isinstance(document, (str, os.PathLike)):
        path = os.fspath(document)
        if isinstance(path, str) and "\n" in path:
            raise Error(None, None, "a str is a path, and this one has several lines", "hand text over as Document(text)")
        return Given(name or str(path), path=path)
    raise TypeError(f"a document is a path, bytes or a Document, not {type(document).__name__}")


def is_one(documents: object) -> bool:
    """True for a single document."""
    return isinstance(documents, (str, os.PathLike, bytes, bytearray, memoryview, Document))


def corrected(corrections: Input | Iterable[Input] | None) -> tuple[Given, ...]:
    """Corrections files, or their texts."""
    if corrections is None:
        return ()
    files = [corrections] if is_one(corrections) else corrections
    return tuple(_decisions(file) for file in files)  # type: ignore[union-attr, arg-type]


def _decisions(file: Input) -> Given:
    one = given(file)
    if one.data is None:
        return one
    try:
        return Given(one.name, text=one.data.decode())
    except UnicodeDecodeError as error:
        raise Error(one.name, None, f"its corrections are no UTF-8 ({error.reason})", "save them as UTF-8") from None


@functools.cache
def _builtin() -> Rules:
    return Rules()


def loaded(rules: RulesFrom) -> Rules:
    """The rules, from their folder where one is named."""
    if rules is None:
        return _builtin()
    return rules if isinstance(rules, Rules) else Rules(os.fspath(rules))


def documents(*arguments: str | os.PathLike[str]) -> list[str | Document]:
    """The documents of files, folders and patterns (`reports/*.md`), as the command line finds them.

    A folder stands for the documents in it and below it, by name; hidden files and other kinds are left out. What an
    archive or a mail carries is a `Document` by itself.

    >>> documents("../seeds/months")[0]
    '../seeds/months/2024-01-goals.md'

    :raises Error: a pattern that fits nothing, or a folder without documents
    """
    found = _native.documents([os.fspath(argument) for argument in arguments])
    return [Document(data, name) if data is not None else str(path) for path, name, data in found]
