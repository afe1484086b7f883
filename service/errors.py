"""Errors that only a request can have.

ServiceError
├── MalformedRequestError    request.malformed
├── SlowRequestError         request.timeout
├── OverloadedError          service.overloaded   (Retry-After)
├── NotReadyError            service.not_ready    (Retry-After)
├── UnknownJobError          job.unknown
├── UnfinishedJobError       job.unfinished       (Retry-After)
├── IdempotencyConflictError idempotency.conflict
├── UnauthenticatedError     access.unauthenticated
├── ForbiddenError           access.forbidden
├── RateLimitedError         access.rate_limited  (Retry-After)
├── AuthorityError           access.unavailable   (Retry-After)
└── UnknownDocumentError     document.unknown
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from extractor.errors import ExtractorError


class ServiceError(ExtractorError):
    """Base of what the service itself refuses.

    Attributes:
        retry_after_s: when it makes sense to try again; None if it does not.
        headers: further ones of the answer.
    """

    type = "request.refused"
    title = "Requête refusée"
    retry_after_s: int | None = None
    headers: Mapping[str, str] = MappingProxyType({})


class MalformedRequestError(ServiceError):
    """The request does not hold what it should, where it should."""

    type = "request.malformed"
    title = "Requête mal formée"


class SlowRequestError(ServiceError):
    """The request's body did not arrive in time."""

    type = "request.timeout"
    title = "Envoi trop lent"


class OverloadedError(ServiceError):
    """As many documents wait as may wait."""

    type = "service.overloaded"
    title = "Service saturé"

    def __init__(self, retry_after_s: int) -> None:
        super().__init__("Trop de documents attendent d'être lus")
        self.retry_after_s = retry_after_s


class NotReadyError(ServiceError):
    """No model is loaded yet."""

    type = "service.not_ready"
    title = "Service en cours de démarrage"
    retry_after_s = 1

    def __init__(self) -> None:
        super().__init__("Le modèle n'est pas encore chargé")


class UnknownJobError(ServiceError):
    """The caller has no such job, whoever else may."""

    type = "job.unknown"
    title = "Travail inconnu"


class UnfinishedJobError(ServiceError):
    """Not every document of the job is read yet."""

    type = "job.unfinished"
    title = "Travail en cours"
    retry_after_s = 5

    def __init__(self) -> None:
        super().__init__("Tous les documents ne sont pas encore lus ; voir `partial`")


class IdempotencyConflictError(ServiceError):
    """A key was used for something else (draft-ietf-httpapi-idempotency-key-header, 2.7)."""

    type = "idempotency.conflict"
    title = "Clé d'idempotence déjà utilisée"

    def __init__(self) -> None:
        super().__init__("La clé d'idempotence a déjà servi pour un autre contenu")


class UnauthenticatedError(ServiceError):
    """Nobody we know calls (RFC 6750, section 3).

    Args:
        detail: what is missing or wrong, in French.
        invalid: something was shown, and it is not good; nothing more is said of why.
    """

    type = "access.unauthenticated"
    title = "Authentification requise"

    def __init__(self, detail: str = "", *, invalid: bool = False) -> None:
        super().__init__(detail)
        challenge = 'Bearer realm="bleuet"' + (', error="invalid_token"' if invalid else "")
        self.headers = {"WWW-Authenticate": challenge}


class ForbiddenError(ServiceError):
    """The request comes from where it may not."""

    type = "access.forbidden"
    title = "Accès refusé"


class RateLimitedError(ServiceError):
    """A caller asks more often than it may.

    Args:
        requests: how many it may make.
        window_s: in how many seconds.
        retry_after_s: until it may make the next.
    """

    type = "access.rate_limited"
    title = "Trop de requêtes"

    def __init__(self, requests: int, window_s: int, retry_after_s: int) -> None:
        super().__init__(f"Plus de {requests} requêtes en {window_s} s")
        self.retry_after_s = retry_after_s
        # draft-ietf-httpapi-ratelimit-headers-10
        self.headers = {
            "RateLimit-Policy": f'"caller";q={requests};w={window_s}',
            "RateLimit": f'"caller";r=0;t={retry_after_s}',
        }


class AuthorityError(ServiceError):
    """The keys that tokens are checked with cannot be had."""

    type = "access.unavailable"
    title = "Vérification des jetons indisponible"
    retry_after_s = 30


class UnknownDocumentError(ServiceError):
    """Nothing is kept of such a document for the caller, whoever else has it."""

    type = "document.unknown"
    title = "Document inconnu"
