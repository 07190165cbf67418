"""Requests made up from the interface's own description (schemathesis), and what does not hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import schemathesis
from fastapi import FastAPI
from schemathesis import engine, openapi
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events

from assistant.api.answers import WORD

ACCEPTED = ["2xx", "3xx", "401", "403", "404", "409", "422", "429", "5xx"]
"""What may answer a request that fits the description; 422 too: a filter of the register or a
question must make sense, which no schema says."""

TURNING = "/api/v1/switches/{part}"
"""What turns the interface off is asked last: all that comes after it would be told so."""


@schemathesis.serializer(WORD)
def as_bytes(_: schemathesis.SerializationContext, value: Any) -> bytes:
    """Bytes as they are: what is made up for a Word file is none, and has to be refused."""
    return value if isinstance(value, bytes) else str(value).encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fuzzed:
    """How many responses were looked at, how many operations, and what failed, a line each."""

    responses: int
    operations: int
    failures: tuple[str, ...]


def fuzzed(app: FastAPI, examples: int, *, edges: bool = True) -> Fuzzed:
    """Send every operation so many made-up requests, the same ones every time.

    With `edges`, also those at every edge of what is described, and just beyond it.
    """
    config = SchemathesisConfig.from_dict(
        {
            "generation": {"max-examples": examples, "deterministic": True},
            "phases": {"stateful": {"enabled": False}, "coverage": {"enabled": edges}},
            "checks": {"positive_data_acceptance": {"expected-statuses": ACCEPTED}},
        }
    )
    schema = openapi.from_asgi("/openapi.json", app, config=config)
    finished = [
        one
        for part in (schema.exclude(path=TURNING), schema.include(path=TURNING))
        for one in engine.from_schema(part).execute()
        if isinstance(one, events.ScenarioFinished | events.NonFatalError | events.FatalError)
    ]
    scenarios = [one for one in finished if isinstance(one, events.ScenarioFinished)]
    errors = [one for one in finished if not isinstance(one, events.ScenarioFinished)]
    return Fuzzed(
        responses=sum(len(one.recorder.interactions) for one in scenarios),
        operations=len({one.recorder.label for one in scenarios}),
        failures=(
            *(line for one in scenarios for line in _failures(one)),
            *(f"{type(one).__name__}: {one}" for one in errors),
        ),
    )


def _failures(scenario: events.ScenarioFinished) -> Iterator[str]:
    for checks in scenario.recorder.checks.values():
        for check in checks:
            if told := check.failure_info:
                yield f"{scenario.recorder.label}: {told.failure.title}: {told.code_sample}"
