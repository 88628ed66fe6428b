"""How does a template show a chart or a map? `{% load charts %}`; the data comes from `commonground.pages.charts`.

*Source:* the look, section 8.
"""

from collections.abc import Sequence
from typing import Any

from django import template

from commonground.pages import charts

register = template.Library()


@register.inclusion_tag("pages/parts/line_chart.html")
def line_chart(title: str, lines: Sequence[charts.Line], labels: Sequence[str], said: str, top: float = 0) -> Any:
    """Draw lines over time under a title in words; `said` is read out in their place; `top` shares a scale."""
    laid_out = charts.line_chart(lines, labels, top or charts.scale_of([lines]))
    return {"title": title, "chart": laid_out, "said": said}


@register.inclusion_tag("pages/parts/line_key.html")
def line_key(lines: Sequence[charts.Line]) -> Any:
    """Say what the lines of the charts below are."""
    return {"lines": lines}


@register.inclusion_tag("pages/parts/area_map.html")
def area_map(areas: Sequence[charts.Area], said: str, id: str = "map") -> Any:
    """Draw areas with their study's kinds; `said` is the sentence for those who hear it; `id` is the page's own."""
    return {"map": charts.area_map(areas), "said": said, "id": id}


@register.inclusion_tag("pages/parts/area_list.html")
def area_list(areas: Sequence[charts.Area], id: str = "map") -> Any:
    """List by name every area of a map that matters, under a key of the three kinds; `id` as on the map."""
    names: dict[str, list[str]] = {kind: [] for kind in ("worked", "next", "compared")}
    for area in areas:
        if area.kind in names:
            names[area.kind].append(area.name)
    return {"names": {kind: sorted(found) for kind, found in names.items()}, "id": id}
