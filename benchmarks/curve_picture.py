"""Draws cost against size as an SVG: both axes named, sizes evenly spaced, cost from zero."""

from xml.sax.saxutils import escape

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 760, 360, 70, 190, 50, 50
INK, RULE = "#1c2833", "#d5dbe1"
COLORS = ["#0b5394", "#38761d", "#b45f06", "#741b47"]


def text(x, y, words, anchor="start", size=12, weight="normal"):
    """One line of text."""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" font-weight="{weight}" '
        f'fill="{INK}">{escape(words)}</text>'
    )


def apart(labels, gap):
    """Labels `(x, y, words)`, those that end at the same place moved down until none stands in another."""
    placed, last = [], {}
    for x, y, words in sorted(labels):
        last[x] = max(y, last.get(x, y - gap) + gap)
        placed.append((x, last[x], words))
    return placed


def beside(costs):
    """Costs `(x, y, words)` with whether they stand above their mark: below it where another mark is close above."""
    placed = []
    for x, y, words in sorted(costs):
        is_close = bool(placed) and placed[-1][0] == x and y - placed[-1][1] < 24
        placed.append((x, y, words, not is_close))
    return placed


def svg(title, unit, curves):
    """The picture; `curves` is `{name: {size: cost}}`."""
    sizes = sorted({size for points in curves.values() for size in points})
    highest = max(cost for points in curves.values() for cost in points.values()) * 1.15
    step = (WIDTH - LEFT - RIGHT) / max(len(sizes) - 1, 1)

    def place(size, cost):
        return LEFT + sizes.index(size) * step, HEIGHT - BOTTOM - cost / highest * (HEIGHT - TOP - BOTTOM)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="Arial, sans-serif" role="img">',
        f"<title>{escape(title)}</title>", f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        text(LEFT, 24, title, size=15, weight="bold"), text(LEFT, TOP - 6, unit),
    ]
    for part in range(5):
        cost = highest * part / 4
        _, y = place(sizes[0], cost)
        parts.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="{RULE}"/>')
        parts.append(text(LEFT - 8, y + 4, f"{cost:,.0f}", "end"))
    for size in sizes:
        parts.append(text(place(size, 0)[0], HEIGHT - BOTTOM + 20, f"{size:,}", "middle"))
    parts.append(text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, "open items, of the ledger or of each month", "middle"))
    names, costs = [], []
    for number, (name, points) in enumerate(curves.items()):
        color = COLORS[number % len(COLORS)]
        placed = [place(size, cost) for size, cost in sorted(points.items())]
        parts.append(f'<polyline fill="none" stroke="{color}" stroke-width="2" points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in placed)}"/>')
        for (x, y), (_, cost) in zip(placed, sorted(points.items())):
            parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{color}"/>')
            costs.append((x, y, f"{cost:,.0f}"))
        names.append((*placed[-1], name))
    parts += [text(x, y - 9 if above else y + 18, cost, "middle", size=11) for x, y, cost, above in beside(costs)]
    end = max(x for x, *_ in names)
    # A curve that ends before others has its name above them.
    parts += [text(x + 20, y + 4 if x == end else y - 12, name) for x, y, name in apart(names, 15)]
    return "\n".join(parts + ["</svg>"]) + "\n"
