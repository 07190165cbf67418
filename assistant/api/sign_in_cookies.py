"""The cookies of signing in and out with another service: their names, given, forgotten."""

from fastapi.responses import Response

from assistant.people.sign_in import OidcDoor


def attempt_cookie(door: OidcDoor) -> str:
    """Of who is on their way in."""
    return "__Host-lardom_inloggning" if door.is_secure else "lardom_inloggning"


def leaving_cookie(door: OidcDoor) -> str:
    """Of who is on their way out."""
    return "__Host-lardom_utloggning" if door.is_secure else "lardom_utloggning"


def give(response: Response, name: str, value: str, door: OidcDoor, seconds: int) -> None:
    """Have the browser keep something for so long."""
    # Lax, not strict: the way back from the other service begins at its site.
    response.set_cookie(
        name, value, max_age=seconds, secure=door.is_secure, httponly=True, samesite="lax"
    )
    response.headers["Cache-Control"] = "no-store"


def forget(response: Response, name: str, door: OidcDoor) -> None:
    """Have the browser keep it no more."""
    response.delete_cookie(name, path="/", secure=door.is_secure, httponly=True, samesite="lax")
