"""A picture that the server draws, as a response that is safe to open by itself too."""

from fastapi import Response

SVG, PNG = "image/svg+xml", "image/png"
_STRICT = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""Its own styles, and nothing else."""


def drawn(picture: str | bytes, media_type: str) -> Response:
    """The picture, for its asker alone."""
    headers = {"Cache-Control": "private", "Content-Security-Policy": _STRICT}
    return Response(picture, media_type=media_type, headers=headers)
