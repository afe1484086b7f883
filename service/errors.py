"""Errors that only a request can have.

ServiceError
├── MalformedRequestError    request.malformed
├── SlowRequestError         request.timeout
├── OverloadedError          service.overloaded   (Retry-After)
└── NotReadyError            service.not_ready    (Retry-After)
"""

from __future__ import annotations

from extractor.errors import ExtractorError


class ServiceError(ExtractorError):
    """Base of what the service itself refuses.

    Attributes:
        retry_after_s: when it makes sense to try again; None if it does not.
    """

    type = "request.refused"
    title = "Requête refusée"
    retry_after_s: int | None = None


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
