"""`kill -9` at named points and at random moments of a sync: how often all held."""

from pathlib import Path

from ingest.embedding import load_embedder
from tests.bench.running import show
from tests.kill_points import POINTS
from tests.kills import broken_promise
from tests.named_kills import STATES, NamedKills, victim

RANDOM_KILLS = 60


def measure_kills(scratch: Path) -> None:
    """Kill at each point in each state, then at random; print how many held and what did not."""
    named = NamedKills(scratch / "named", load_embedder("", batch_size=64, device="cpu"))
    cases = [(point, state) for state in STATES for point in POINTS]
    _show(
        f"kill -9 at {len(POINTS)} named points x {len(STATES)}: whole after",
        [
            named.broken_promise(point, state, victim(number))
            for number, (point, state) in enumerate(cases)
        ],
    )
    _show(
        f"kill -9 at {RANDOM_KILLS} random moments of a sync: whole after",
        [broken_promise(scratch / f"kill-{seed}", seed) for seed in range(RANDOM_KILLS)],
    )


def _show(name: str, promises: list[str]) -> None:
    broken = [promise for promise in promises if promise]
    show(name, f"{len(promises) - len(broken)} of {len(promises)}", "all")
    for promise in broken:
        show("  did not hold", "", promise)
