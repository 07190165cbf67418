"""What a browser is told that a page may do: only what comes from this server, framed by nobody."""


def policy(framed_by: tuple[str, ...] = ()) -> str:
    """The Content-Security-Policy of a page that only these origins may frame."""
    framing = " ".join(framed_by) or "'none'"
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        f"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors {framing}; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )
