"""What a failure to have bytes says: this document cannot be had, or nobody can have any for now.

A run ends the first in an error of the document and goes on. The second ends the run, so that
no document has an error for an expired key or a network that was down, and the next start goes on.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator

from extractor.batch.errors import SourceError
from extractor.errors import InputError, UnreachableDocumentError

_FINAL = (FileNotFoundError, PermissionError, IsADirectoryError, NotADirectoryError, ValueError)
_FINAL_NUMBERS = frozenset({errno.EINVAL, errno.ENAMETOOLONG, errno.ELOOP, errno.ENXIO})
_FINAL_STATUS = frozenset({400, 403, 404, 410})
# Of S3, which s3fs turns into errors that an object's own permissions and names give as well.
_CREDENTIALS = frozenset(
    {
        "AccountProblem",
        "AuthorizationHeaderMalformed",
        "CredentialsNotSupported",
        "ExpiredToken",
        "InvalidAccessKeyId",
        "InvalidSecurity",
        "InvalidToken",
        "NotSignedUp",
        "RequestTimeTooSkewed",
        "SignatureDoesNotMatch",
        "TokenRefreshRequired",
    }
)


def told(where: str, error: Exception) -> InputError | SourceError:
    """What to raise for whatever a file system or a store's library raised.

    Args:
        where: a path or an address.
        error: what was raised.
    """
    if is_final(error):
        return unreachable(error)
    return SourceError(f"{where} : lecture impossible ({_described(error)})")


def unreachable(error: Exception) -> UnreachableDocumentError:
    """The error of a document for which something was raised that `is_final`."""
    return UnreachableDocumentError(f"Lecture impossible : {_described(error)}")


def is_final(error: Exception) -> bool:
    """Whether the same would be raised another time, and says nothing of other documents.

    >>> is_final(FileNotFoundError(2, "No such file")), is_final(OSError(5, "Input/output error"))
    (True, False)
    """
    if _CREDENTIALS.intersection(_codes(error)):
        return False
    if type(error).__module__.startswith("botocore."):
        return type(error).__name__ == "ParamValidationError"  # no bucket has such a name
    if isinstance(error, _FINAL):
        return True
    if isinstance(error, OSError) and error.errno in _FINAL_NUMBERS:
        return True
    return _status(error) in _FINAL_STATUS


def _codes(error: BaseException) -> Iterator[str]:
    """The names that S3 gave what went wrong, of the error and of those that it came from."""
    left: BaseException | None = error
    while left is not None:
        response = getattr(left, "response", None)
        if isinstance(response, dict):
            yield str(response.get("Error", {}).get("Code", ""))
        left = left.__cause__ or left.__context__


def _status(error: Exception) -> object:
    """That of HTTP, as aiohttp and Azure's library have it; None elsewhere."""
    return getattr(error, "status", getattr(error, "status_code", None))


def _described(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f"{type(error).__name__} : {error.strerror}"
    return f"{type(error).__name__} : {error}"
