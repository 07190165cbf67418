"""Made-up requests of every sort get the responses that the interface's description promises."""

from pathlib import Path

import pytest

from assistant.api.app import create_app
from ingest.embedding import Embedder
from tests.fuzzing import fuzzed
from tests.services import serving

EXAMPLES = 3
"""More, 200 an operation and every edge: `python -m tests.bench --only fuzzing`."""


@pytest.mark.slow
def test_made_up_requests_are_answered_as_described(starter_data: Path, embedder: Embedder) -> None:
    with serving(starter_data, embedder) as service:
        found = fuzzed(create_app(service), EXAMPLES, edges=False)

    assert found.failures == ()
    assert found.operations > 30
    assert found.responses > 2 * found.operations
