"""What an error is called in `codeRetour`, and whether HTTP says it too.

Chorus Pro answers what is wrong with a deposit with status 200 and a `codeRetour` other than 0, and
the gateway before it (PISTE) answers with a status of HTTP when a call does not reach Chorus Pro at
all. Clients are written accordingly: many throw the body away when the status is not 200 (their
user would see "HTTP 422" instead of the reason), others look at nothing but `codeRetour`, and what
they try again they choose by the status. Hence:

- what is wrong with the deposit, and will be wrong again: status 200, and a code from `DEPOSIT`;
- what kept the call from being dealt with (who calls, how often, how much, not now): the status of
  HTTP that `service.problems` has for it, and the same number as `codeRetour`.

Either way the body has all its keys, `codeRetour` is not 0, and `libelle` says why. The numbers of
`DEPOSIT` are ours: which ones AIFE gives to this call is not published where we could read it. They
stand apart from its 20000 and following, so that nobody takes one for another.

Sources: AIFE, "Dossier de spécifications externes, annexe API" (every answer has `codeRetour` and
`libelle`); public clients in PHP, Go, Python, TypeScript and Crystal, for what they rely on.
"""

from __future__ import annotations

from extractor.errors import (
    CorruptPdfError,
    EmptyDocumentError,
    EncryptedPdfError,
    ExtractorError,
    InvalidArchiveError,
    InvalidXmlError,
    NoPagesError,
    ProcessingMemoryError,
    TooManyPagesError,
    UnsupportedDocumentError,
)
from service.errors import ServiceError
from service.problems import status_of

ACCEPTED = 0
ACCEPTED_LABEL = "GCU_MSG_01_000"


class InvalidFieldError(ServiceError):
    """A field of the request is missing or not as it should be."""

    type = "request.invalid_field"
    title = "Champ manquant ou invalide"


DEPOSIT: dict[type[ExtractorError], int] = {
    InvalidFieldError: 29001,
    EmptyDocumentError: 29002,
    UnsupportedDocumentError: 29003,
    EncryptedPdfError: 29004,
    CorruptPdfError: 29005,
    NoPagesError: 29006,
    TooManyPagesError: 29007,
    InvalidXmlError: 29008,
    InvalidArchiveError: 29009,
    ProcessingMemoryError: 29010,
}


def status_and_code(error: ExtractorError) -> tuple[int, int]:
    """The HTTP status and the `codeRetour` of an error.

    Args:
        error: that kept a deposit from being accepted.

    >>> from service.errors import NotReadyError
    >>> status_and_code(EncryptedPdfError()), status_and_code(NotReadyError())
    ((200, 29004), (503, 503))
    """
    for kind in type(error).__mro__:
        if kind in DEPOSIT:
            return 200, DEPOSIT[kind]
    status = status_of(error)
    return status, status
