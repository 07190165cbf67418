"""Takes what agencies answered into the register: noted, and corrected where they correct."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from ingest.record.register.corrections import Corrected, note
from ingest.record.register.filling_in import fill_in
from ingest.record.register.findings import AnswerGiven, note_answers
from ingest.record.register.following import follow_heirs
from ingest.record.register.versions import next_version


def take_answers(
    connection: Connection, answers: Iterable[AnswerGiven], corrections: Sequence[Corrected]
) -> tuple[Corrected, ...]:
    """Note answers, and the corrections that come of them.

    Gives those that are not kept, for they would change nothing: see `filling_in`.
    """
    note_answers(connection, answers)
    unused = fill_in(connection, corrections)
    used = [one for one in corrections if one not in unused]
    note(connection, used)
    if used:
        follow_heirs(connection, used)
        next_version(connection)
    return unused
