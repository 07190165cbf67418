"""Draws charts of the register, as SVG or PNG: the only room that knows matplotlib.

A chart never tells by colour alone: series differ in marker and line too, bars carry their
numbers. Beside every picture goes a table; the picture's own text is its title and a summary.
"""

import io
import re
import textwrap
import threading
from collections.abc import Callable
from math import nan
from typing import Any
from xml.sax.saxutils import escape

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import Formatter, FuncFormatter, MaxNLocator

from assistant.figures.charts import Chart, ChartKind

_COLOURS = ("#1b5e8c", "#b3541e", "#3d7a3f", "#7a3f7a", "#8a6d00", "#555555")
_MARKERS = ("o", "s", "^", "D", "v", "P")
_LINES = ("-", "--", "-.", ":", "-", "--")
_WIDE, _ROW, _LEAST = 8.0, 0.36, 3.2
_MOST_TICKS = 6
_DPI = 144
_BINS = 12
_ABOVE = 0.05
"""How much of the height is left above the highest point, for its marker."""
_FEW_YEARS = 3
"""Over fewer years than these the months are told."""
_COUNTED = frozenset({"projekt", "myndigheter", "dagar"})
_SETTINGS: dict[Any, Any] = {  # matplotlib lists every name as a type of its own
    "svg.fonttype": "none",
    "text.parse_math": False,
    "svg.hashsalt": "lardom",
    "font.family": "sans-serif",
    "font.size": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.color": "#dddddd",
    "axes.axisbelow": True,
}
_TITLE_LINE = 90
"""So many characters of a title stand on a line."""
_DRAWING = threading.Lock()
"""The settings are the whole process's: who draws meanwhile would draw by them, or without them."""
_ABOUT = re.compile(r"\s*<metadata>.*?</metadata>", re.DOTALL)
_OPENING = re.compile(r"<svg ([^>]*)>")


def as_svg(chart: Chart) -> str:
    """The chart as SVG of its own, with title and description for those who cannot see it."""
    out = io.StringIO()
    with _DRAWING, mpl.rc_context(_SETTINGS):
        _drawn(chart).savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    text = out.getvalue()
    told = (
        f'<svg role="img" aria-labelledby="t d" \\1><title id="t">{escape(chart.title)}</title>'
        f'<desc id="d">{escape(chart.summary)}</desc>'
    )
    return _OPENING.sub(told, _ABOUT.sub("", text[text.index("<svg") :]), count=1)


def as_png(chart: Chart) -> bytes:
    """The chart as PNG."""
    out = io.BytesIO()
    with _DRAWING, mpl.rc_context(_SETTINGS):
        _drawn(chart).savefig(out, format="png", dpi=_DPI, metadata={"Software": None})
    return out.getvalue()


def _drawn(chart: Chart) -> Figure:
    rows = max((len(series.points) for series in chart.series), default=1)
    tall = rows * max(1, len(chart.series)) * _ROW + 1.4
    is_flat = chart.kind in {ChartKind.BARS, ChartKind.SPANS}
    figure = Figure(figsize=(_WIDE, max(_LEAST, tall if is_flat else _LEAST + 1)))
    axes = figure.subplots()
    # Matplotlib's own wrapping reads a title with two dollar signs as mathematics.
    axes.set_title(textwrap.fill(chart.title, _TITLE_LINE), loc="left", fontsize=11)
    _DRAW[chart.kind](axes, chart)
    if len(chart.series) > 1 and chart.kind is not ChartKind.SPANS:
        if chart.kind is ChartKind.BARS:  # they leave no room within
            axes.legend(frameon=False, fontsize=9, loc="upper left", bbox_to_anchor=(1.0, 1.0))
        else:
            axes.legend(frameon=False, fontsize=9)
    figure.tight_layout()
    return figure


def _lines(axes: Axes, chart: Chart) -> None:
    for n, series in enumerate(chart.series):
        style = n % len(_COLOURS)
        axes.plot(
            [point.label for point in series.points],
            [nan if point.value is None else point.value for point in series.points],
            label=series.name,
            color=_COLOURS[style],
            marker=_MARKERS[style],
            linestyle=_LINES[style],
        )
    axes.set_ylabel(chart.unit)
    low, high = axes.get_ylim()
    low, high = min(0.0, low), max(0.0, high)
    axes.set_ylim(low, high + (high - low) * _ABOVE)
    axes.yaxis.set_major_formatter(_numbers(chart))
    axes.yaxis.set_major_locator(MaxNLocator(_MOST_TICKS, integer=chart.unit in _COUNTED))


def _bars(axes: Axes, chart: Chart) -> None:
    labels = [point.label for point in chart.series[0].points] if chart.series else []
    height = 0.8 / max(1, len(chart.series))
    for n, series in enumerate(chart.series):
        places = [at + n * height for at in range(len(series.points))]
        values = [point.value or 0.0 for point in series.points]
        drawn = axes.barh(
            places, values, height=height * 0.9, color=_COLOURS[n % 6], label=series.name
        )
        told = [_value_said(chart, one.value) for one in series.points]
        axes.bar_label(drawn, labels=told, padding=3, fontsize=9)
    middle = 0.4 - height / 2
    axes.set_yticks([at + middle for at in range(len(labels))], labels)
    axes.invert_yaxis()
    axes.set_xlabel(chart.unit)
    axes.margins(x=0.15)
    axes.xaxis.set_major_formatter(_numbers(chart))
    axes.xaxis.set_major_locator(MaxNLocator(_MOST_TICKS, integer=chart.unit in _COUNTED))
    axes.grid(visible=False, axis="y")


def _distribution(axes: Axes, chart: Chart) -> None:
    points = [point for series in chart.series for point in series.points]
    values = [point.value for point in points if point.value is not None]
    bins = min(_BINS, max(1, len(set(values))))
    axes.hist(values, bins=bins, color=_COLOURS[0], edgecolor="white")
    axes.set_xlabel(chart.unit)
    axes.set_ylabel(chart.words.number)
    axes.xaxis.set_major_formatter(_numbers(chart))
    axes.yaxis.set_major_locator(MaxNLocator(_MOST_TICKS, integer=True))


def _spans(axes: Axes, chart: Chart) -> None:
    """Each series a row of its own: from its first point to its last."""
    names = []
    for n, series in enumerate(chart.series):
        start, end = (float(point.value or 0.0) for point in (series.points[0], series.points[-1]))
        axes.barh([n], [end - start], left=[start], height=0.5, color=_COLOURS[n % 6])
        axes.text(end, n, f" {series.points[-1].label}", va="center", fontsize=9)
        names.append(series.name)
    axes.set_yticks(range(len(names)), names)
    axes.invert_yaxis()
    axes.margins(x=0.2)
    points = [point.value or 0.0 for series in chart.series for point in series.points]
    is_short = max(points) - min(points) < _FEW_YEARS
    axes.xaxis.set_major_locator(MaxNLocator(_MOST_TICKS, integer=not is_short))
    axes.xaxis.set_major_formatter(FuncFormatter(_month if is_short else _year))
    axes.grid(visible=False, axis="y")


def _year(value: float, _: object = None) -> str:
    return f"{value:.0f}"


def _month(value: float, _: object = None) -> str:
    """A time in years as its month: 2018,25 as 2018-04."""
    year, part = divmod(value, 1)
    return f"{year:.0f}-{int(part * 12) + 1:02}"


def _value_said(chart: Chart, value: float | None) -> str:
    if value is None:
        return chart.words.lacking
    return chart.words.written(value, 0 if abs(value) >= 100 or value == int(value) else 1)


def _numbers(chart: Chart) -> Formatter:
    """Writes the numbers of an axis."""
    return FuncFormatter(lambda value, _: _value_said(chart, value))


_DRAW: dict[ChartKind, Callable[[Axes, Chart], None]] = {
    ChartKind.LINES: _lines,
    ChartKind.BARS: _bars,
    ChartKind.DISTRIBUTION: _distribution,
    ChartKind.SPANS: _spans,
}
