"""What is kept of ids and keys: their hashes."""

from hashlib import sha256


def hashed(secret: str) -> str:
    """What is kept of an id or a key of 256 random bits, in hex.

    A plain hash is enough: there is no list of likely ones to try, as there is of passwords, and
    2**256 cannot be tried at any speed. It is looked up by what it is, so time tells nothing.
    """
    return sha256(secret.encode()).hexdigest()
