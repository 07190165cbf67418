"""Where nobody signs in, only this machine is served."""

import pytest

from assistant.api.serving import run_server
from assistant.errors import AssistantError
from tests.test_wiring import settings


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "lardom.exempel.se"])  # noqa: S104  (refused)
def test_an_address_that_others_reach_is_refused_without_signing_in(host: str) -> None:
    with pytest.raises(AssistantError, match="utan inloggning") as refused:
        run_server(settings(), host, 0)

    assert "LARDOM_SIGN_IN" in refused.value.remedy
