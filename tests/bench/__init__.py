"""Measurements: `make bench` prints the figures that `docs/measurements.md` explains."""
