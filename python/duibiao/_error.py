"""The one exception of the package."""

from __future__ import annotations


class Error(Exception):
    """What stops a call, or keeps a document from being read.

    >>> import duibiao
    >>> try:
    ...     duibiao.extract(b"GIF89a", name="scan.gif")
    ... except duibiao.Error as error:
    ...     print(error.file, "|", error.reason, "|", error.remedy)
    scan.gif | it is a picture of a kind that is not read | save it as .png
    """

    #: The document or the rule file; None where it is about the call itself.
    file: str | None
    #: The line of the file, from 1, where there is one.
    line: int | None
    #: What is wrong.
    reason: str
    #: What to do about it, where there is something to do.
    remedy: str | None

    def __init__(self, file: str | None, line: int | None, reason: str, remedy: str | None = None) -> None:
        # All four are arguments, so that the exception can be pickled from one process to another.
        super().__init__(file, line, reason, remedy)
        self.file, self.line, self.reason, self.remedy = file, line, reason, remedy

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        parts = [place if self.file is not None else None, self.reason, self.remedy]
        return ": ".join(part for part in parts if part)
