"""The plots of a model card, as SVG, drawn from the figures of its run alone.

The same figures give the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BytesIO
from math import sqrt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Figures = Mapping[str, Any]

_INK, _GREY, _GRID = "#1f2937", "#6b7280", "#e5e7eb"
_COLOURS = {
    "native": "#1d4ed8",
    "scan": "#0891b2",
    "light": "#0d9488",
    "medium": "#d97706",
    "heavy": "#dc2626",
    "ALL": _INK,
}
_FLOOR = 3e-4
"""Error shares below this are drawn at it: a logarithmic axis has no zero."""
_LEAST_LABELS = 10
"""A field's F1 over fewer labels of a severity is chance, and not drawn."""
_STYLE: dict[Any, Any] = {
    "axes.axisbelow": True,
    "axes.edgecolor": _GREY,
    "axes.grid": True,
    "axes.labelcolor": _INK,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlelocation": "left",
    "axes.titlesize": 11,
    "axes.titleweight": "bold",
    "axes.titlecolor": _INK,
    "font.size": 9,
    "grid.color": _GRID,
    "grid.linewidth": 0.8,
    "legend.frameon": False,
    "svg.fonttype": "none",
    "svg.hashsalt": "bleuet",
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans", "Verdana", "sans-serif"],
    "xtick.color": _GREY,
    "xtick.labelcolor": _INK,
    "ytick.color": _GREY,
    "ytick.labelcolor": _INK,
}


def draw_plots(figures: Figures) -> dict[str, bytes]:
    """All plots by file name.

    Args:
        figures: as `held_out_figures` gives them.
    """
    plots: dict[str, Callable[[Figures], Figure]] = {
        "reliability.svg": draw_reliability,
        "risk-coverage.svg": draw_risk_coverage,
        "f1-by-field.svg": draw_f1_by_field,
        "by-severity.svg": draw_by_severity,
    }
    with _style():
        return {name: _svg(draw(figures)) for name, draw in plots.items()}


def draw_reliability(figures: Figures) -> Figure:
    """Error that confidences state against error that came out, a panel for each severity."""
    of_severity = figures["reliability"]
    figure, all_axes = _new(1.2 + 1.9 * len(of_severity), 2.9, columns=len(of_severity))
    ticks = [0.001, 0.01, 0.1, 1]
    for axes, (name, bins) in zip(all_axes, of_severity.items(), strict=True):
        axes.plot([_FLOOR, 1], [_FLOOR, 1], color=_GREY, linewidth=1, linestyle=(0, (4, 3)))
        stated = [max(1 - mean, _FLOOR) for mean, _, _ in bins]
        actual = [max(1 - share, _FLOOR) for _, share, _ in bins]
        ends = [_wilson(1 - share, size) for _, share, size in bins]
        axes.vlines(
            stated,
            [max(low, _FLOOR) for low, _ in ends],
            [max(high, _FLOOR) for _, high in ends],
            color=_colour(name),
            alpha=0.35,
        )
        axes.plot(stated, actual, color=_colour(name), linewidth=1, alpha=0.5)
        none = [share == 1 for _, share, _ in bins]
        for hollow in (False, True):
            points = [point for point, is_none in enumerate(none) if is_none is hollow]
            axes.scatter(
                [stated[point] for point in points],
                [actual[point] for point in points],
                s=24,
                facecolor="white" if hollow else _colour(name),
                edgecolor=_colour(name),
                zorder=3,
            )
        axes.set(xscale="log", yscale="log", xlim=(_FLOOR / 1.5, 1.2), ylim=(_FLOOR / 1.5, 1.2))
        axes.set_xticks(ticks, [_percent(tick) for tick in ticks], fontsize=7)
        axes.set_yticks(ticks, [_percent(tick) for tick in ticks], fontsize=7)
        axes.minorticks_off()
        axes.tick_params(labelleft=axes is all_axes[0])
        axes.set_title(_label(name), fontsize=9, color=_colour(name))
    all_axes[0].set_ylabel("error that came out")
    figure.supxlabel("error that the confidence states (hollow: none came out)", fontsize=9)
    return figure


def draw_risk_coverage(figures: Figures) -> Figure:
    """Share of wrong values among the surest, by how many are kept."""
    figure, (axes,) = _new(5.6, 3.8)
    for name, points in figures["risk_coverage"].items():
        axes.plot(
            [100 * coverage for coverage, _ in points],
            [100 * risk for _, risk in points],
            color=_colour(name),
            linewidth=2 if name == "ALL" else 1.3,
            label=_label(name),
        )
    target = 100 * figures["target_error"]
    axes.axhline(target, color=_GREY, linewidth=1, linestyle=(0, (4, 3)))
    axes.text(1, target, f" target {target:g} %", color=_GREY, va="bottom", fontsize=8)
    axes.set(xlim=(0, 100), ylim=(0, None))
    axes.set_title("What prefilling more would cost")
    axes.set_xlabel("values kept, surest first (%)")
    axes.set_ylabel("wrong among them (%)")
    axes.legend(loc="upper left", bbox_to_anchor=(0, 0.95))
    return figure


def draw_f1_by_field(figures: Figures) -> Figure:
    """F1 of each field, on all documents and on those of each severity."""
    strata = figures["strata"]
    fields = {name: own for name, own in strata["ALL"].items() if name != "ALL" and own["labels"]}
    order = sorted(fields, key=lambda name: fields[name]["f1"])
    figure, (axes,) = _new(6.4, 1.2 + 0.24 * len(order))
    least = 1.0
    for severity in (*(name for name in strata if name != "ALL"), "ALL"):
        of = strata[severity]
        whole = severity == "ALL"
        least_labels = 1 if whole else _LEAST_LABELS
        rows = [
            row
            for row, name in enumerate(order)
            if of.get(name, {}).get("labels", 0) >= least_labels
        ]
        axes.scatter(
            [of[order[row]]["f1"] for row in rows],
            rows,
            s=42 if whole else 16,
            color=_colour(severity),
            marker="|" if whole else "o",
            linewidths=2.2 if whole else 0,
            label=_label(severity),
            zorder=3,
        )
        least = min([least, *(of[order[row]]["f1"] for row in rows)])
    axes.set_yticks(range(len(order)), order)
    axes.set(ylim=(-0.7, len(order) - 0.3), xlim=(max(0.0, least - 0.05), 1.005))
    for row, name in enumerate(order):
        axes.annotate(
            str(fields[name]["labels"]),
            (1.02, row),
            xycoords=("axes fraction", "data"),
            va="center",
            color=_GREY,
            fontsize=8,
        )
    axes.annotate(
        "labels",
        (1.02, len(order) - 0.1),
        xycoords=("axes fraction", "data"),
        color=_GREY,
        fontsize=8,
    )
    axes.grid(axis="y", visible=False)
    axes.set_title("F1 by field")
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.06), ncols=6)
    return figure


def draw_by_severity(figures: Figures) -> Figure:
    """The headline figures by severity of degradation."""
    strata = {name: of["ALL"] for name, of in figures["strata"].items()}
    panels = (
        ("f1", "F1", 1.0),
        ("prefill_coverage", "prefilled right", 1.0),
        ("prefill_error", "wrong among prefilled", None),
        ("ece", "calibration error (ECE)", None),
    )
    figure, all_axes = _new(8.6, 0.9 + 0.34 * len(strata), columns=len(panels))
    names = list(reversed(strata))
    for axes, (key, title, most) in zip(all_axes, panels, strict=True):
        values = [100 * (strata[name][key] or 0.0) for name in names]
        bars = axes.barh(range(len(names)), values, color=[_colour(n) for n in names], height=0.62)
        axes.bar_label(bars, [f"{value:.1f} %" for value in values], padding=3, fontsize=8)
        axes.set(xlim=(0, 100 * most * 1.28 if most else max(*values, 0.5) * 1.5), xticks=[])
        axes.set_title(title, fontsize=9)
        axes.grid(visible=False)
        axes.spines["bottom"].set_visible(False)
        axes.set_yticks(range(len(names)), [_label(name) for name in names])
        axes.tick_params(length=0, labelleft=axes is all_axes[0])
    return figure


def _new(width: float, height: float, *, columns: int = 1) -> tuple[Figure, Sequence[Axes]]:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained")
    axes = figure.subplots(1, columns, squeeze=False)
    return figure, list(axes[0])


@contextmanager
def _style() -> Iterator[None]:
    from matplotlib import rc_context

    with rc_context(_STYLE):
        yield


def _svg(figure: Figure) -> bytes:
    out = BytesIO()
    figure.savefig(out, format="svg", facecolor="white", metadata={"Date": None, "Creator": None})
    return out.getvalue()


def _colour(name: str) -> str:
    return _COLOURS.get(name, _GREY)


def _label(name: str) -> str:
    return "all" if name == "ALL" else name


def _percent(share: float) -> str:
    return f"{100 * share:g} %"


def _wilson(share: float, size: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927)."""
    z = 1.96
    centre = (share + z * z / (2 * size)) / (1 + z * z / size)
    half = z / (1 + z * z / size) * sqrt(share * (1 - share) / size + z * z / (4 * size * size))
    return centre - half, centre + half
