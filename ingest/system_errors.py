"""What the operating system refused, in Swedish words that fit in brackets."""

import errno

_WORDS = {
    errno.ENOSPC: "disken är full",
    errno.EDQUOT: "utrymmet som kontot får använda är slut",
    errno.EFBIG: "filen blir större än systemet tillåter",
    errno.EROFS: "disken är skrivskyddad",
    errno.EACCES: "behörighet saknas",
    errno.EPERM: "behörighet saknas",
    errno.ENOENT: "finns inte",
    errno.EEXIST: "något annat ligger där redan",
    errno.ENOTDIR: "en del av sökvägen är ingen mapp",
    errno.EISDIR: "är en mapp",
    errno.ENOTEMPTY: "mappen är inte tom",
    errno.EIO: "disken svarar med fel",
    errno.EMFILE: "för många filer är öppna",
    errno.ENFILE: "för många filer är öppna",
    errno.ENOMEM: "minnet är slut",
    errno.EAGAIN: "systemet tar inte emot fler processer",
    errno.EBUSY: "används av något annat",
    errno.ETXTBSY: "används av något annat",
    errno.ELOOP: "länken leder runt till sig själv",
    errno.ENAMETOOLONG: "namnet är för långt",
}
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def in_swedish(error: OSError) -> str:
    """What was refused; the system's own words where there are none here."""
    return _WORDS.get(error.errno or 0) or error.strerror or type(error).__name__


def unforeseen(error: OSError) -> str:
    """A sentence for what was refused where no room of ours expected it."""
    return (
        f"Det gick inte att läsa eller skriva {error.filename or 'en fil'} ({in_swedish(error)}). "
        "Rätta det och försök igen; inget som är inläst har gått förlorat."
    )
