"""Charts of pages as inline SVG: lines, columns, stacked columns, and the steps from an opening to a closing amount."""

import html
import math

import words

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 680, 280, 64, 10, 30, 24
COLORS = ["#1f5fa8", "#5b8fc9", "#9a6700", "#7a7f87", "#b3261e", "#1e7a3c"]
STEPS = (1, 2, 2.5, 5, 10)


def scale(low, high):
    """Round ends and steps of an axis that shows all of a range."""
    whole = (high - low) or 1
    power = 10 ** math.floor(math.log10(whole / 4))
    step = next(each * power for each in STEPS if each * power * 4 >= whole)
    first = math.floor(low / step)
    return [(first + number) * step for number in range(math.ceil(high / step) - first + 1)]


def short(number, kind, language):
    """A value on an axis."""
    if kind == "ratio":
        return f"{number:.0%}"
    text = f"{number / 1_000:,.0f}k" if abs(number) >= 10_000 else f"{number:,g}"
    return text.replace(",", ".") if language == "it" else text


def bars(series, kind):
    """The bars of each place as pairs of ends: beside each other, on each other, or step by step."""
    found = []
    for values in zip(*series):
        level, ends = 0, []
        for value in values:
            value = value or 0
            ends.append((level, level + value) if kind == "stacked" else (0, value))
            level += value
        found.append(ends)
    return found


def waterfall(values):
    """The bars from the first amount to the last."""
    level, found = values[0], [[(0, values[0])]]
    for value in values[1:-1]:
        found.append([(level, level + value)])
        level += value
    return [*found, [(0, values[-1])]]


def draw(chart, table, title, language):
    """A chart of some columns of a table by the first one, with its title."""
    view, names, kinds = table.view(language).head(table.drawn(chart)), list(table.kinds), table.kinds
    labels = [str(label) for label in view[view.columns[0]].to_list()]
    series = [view[view.columns[names.index(name)]].to_list() for name in chart.columns]
    drawn = waterfall(series[0]) if chart.kind == "waterfall" else bars(series, chart.kind) if chart.kind != "line" else []
    ends = [end for place in drawn for bar in place for end in bar] or [value for values in series for value in values if value is not None] or [0]
    ticks = scale(min(0, *ends) if chart.kind != "line" else min(ends), max(ends))
    y = lambda value: round(TOP + (HEIGHT - TOP - BOTTOM) * (1 - (value - ticks[0]) / (ticks[-1] - ticks[0] or 1)), 1)
    slot = (WIDTH - LEFT - RIGHT) / max(1, len(labels))
    parts = [f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{html.escape(title)}"><title>{html.escape(title)}</title>']
    kind = kinds[chart.columns[0]]
    for tick in ticks:
        parts.append(
            f'<path d="M{LEFT} {y(tick)}H{WIDTH - RIGHT}" stroke="#d8dee5"/>'
            f'<text x="{LEFT - 6}" y="{y(tick) + 4}" class="e">{short(tick, kind, language)}</text>'
        )
    for place, label in enumerate(labels):
        parts.append(f'<text x="{LEFT + slot * (place + 0.5):.1f}" y="{HEIGHT - 8}" class="m">{html.escape(label)}</text>')
    for place, ends in enumerate(drawn):
        beside = len(ends) if chart.kind == "column" else 1
        for number, (start, end) in enumerate(ends):
            left, width = LEFT + slot * (place + 0.15 + 0.7 * (number if beside > 1 else 0) / beside), 0.7 * slot / beside
            top, height = y(max(start, end)), y(min(start, end)) - y(max(start, end))
            parts.append(f'<rect x="{left:.1f}" y="{top}" width="{width:.1f}" height="{height:.1f}" fill="{COLORS[number % len(COLORS)]}"/>')
    for number, values in enumerate(series if chart.kind == "line" else []):
        points = [(round(LEFT + slot * (place + 0.5), 1), value) for place, value in enumerate(values)]
        path, is_open = [], False
        for x, value in points:
            if value is not None:
                path.append(f"{'L' if is_open else 'M'}{x} {y(value)}")
            is_open = value is not None
        parts.append(f'<path d="{"".join(path)}" fill="none" stroke="{COLORS[number % len(COLORS)]}" stroke-width="2"/>')
    for number, name in enumerate(chart.columns if len(chart.columns) > 1 else []):
        head = html.escape(words.of(words.column(name)[1], language))
        x = LEFT + number * (WIDTH - LEFT - RIGHT) / len(chart.columns)
        parts.append(f'<rect x="{x:.0f}" y="8" width="10" height="10" fill="{COLORS[number % len(COLORS)]}"/><text x="{x + 14:.0f}" y="17">{head}</text>')
    return "".join(parts) + "</svg>"
