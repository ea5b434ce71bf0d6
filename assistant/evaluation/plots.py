"""Small plots as inline SVG."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from assistant.evaluation.markup import element

WIDTH, HEIGHT, MARGIN = 340, 220, 34
"""Size of a curve and the room for its axes, in units that are pixels on a narrow screen."""


def interval_bar(value: float, low: float, high: float, label: str) -> Element:
    """A value between 0 and 1 as a bar, with its interval as a line over it; it stretches to the width that there is."""
    return element(
        "svg",
        element("title", label),
        element("rect", class_="track", x=0, y=3, width=100, height=8),
        element("rect", class_="bar", x=0, y=3, width=f"{100 * value:.2f}", height=8),
        element(
            "rect", class_="span", x=f"{100 * low:.2f}", y=6, width=f"{max(0.6, 100 * (high - low)):.2f}", height=2
        ),
        viewBox="0 0 100 14",
        preserveAspectRatio="none",
        role="img",
    )


def share_bar(start: float, end: float, label: str) -> Element:
    """A stretch of time as a bar, both ends as shares of the whole."""
    return element(
        "svg",
        element("title", label),
        element("rect", class_="track", x=0, y=3, width=100, height=8),
        element(
            "rect", class_="bar", x=f"{100 * start:.2f}", y=3, width=f"{max(0.6, 100 * (end - start)):.2f}", height=8
        ),
        viewBox="0 0 100 14",
        preserveAspectRatio="none",
        role="img",
    )


def risk_curve(points: Sequence[Sequence[float]], label: str) -> Element:
    """Points of (coverage, risk), both between 0 and 1, as a line with its axes."""
    places = " ".join(f"{_x(coverage):.1f},{_y(risk):.1f}" for coverage, risk in points)
    marks = [element("circle", cx=f"{_x(coverage):.1f}", cy=f"{_y(risk):.1f}", r=2.5) for coverage, risk in points]
    axes = [element("line", class_="axis", x1=_x(0), y1=_y(0), x2=_x(1), y2=_y(0))]
    axes += [element("line", class_="axis", x1=_x(0), y1=_y(0), x2=_x(0), y2=_y(1))]
    ticks = []
    for tick in (0.0, 0.5, 1.0):
        ticks.append(element("text", f"{tick:g}", x=_x(tick), y=_y(0) + 14, text_anchor="middle"))
        ticks.append(element("text", f"{tick:g}", x=_x(0) - 6, y=_y(tick) + 4, text_anchor="end"))
    line = element("polyline", class_="curve", points=places)
    box = f"0 0 {WIDTH} {HEIGHT}"
    return element("svg", element("title", label), *axes, *ticks, line, *marks, class_="plot", viewBox=box, role="img")


def _x(share: float) -> float:
    return MARGIN + share * (WIDTH - 2 * MARGIN)


def _y(share: float) -> float:
    return HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN)
