"""Measures a drawn map against the original outlines: bytes, deviation, area change, gaps, overlaps, adjacency.

Development only. Needs shapely and pyproj (PyPI). usage: measure.py MAP.svg ORIGINAL.geojson
The SVG is one written by `metropolia map svg`, or the inline map of a page (shapes are then matched by area).
"""

import gzip
import json
import re
import sys

import pyproj
import shapely
import shapely.affinity
from shapely.geometry import Polygon, shape
from shapely.ops import unary_union

TO_METRES = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:2180", always_xy=True).transform
TOKEN = re.compile(r"[a-zA-Z]|-?\d+")


def rings(d):
    """Parses a path as a browser does, and refuses what the writer never writes."""
    tokens, found, ring = TOKEN.findall(d), [], []
    x = y = 0
    index, command, start = 0, "", (0, 0)
    while index < len(tokens):
        if tokens[index].isalpha():
            command = tokens[index]
            index += 1
            if command == "z":
                found.append(ring)
                ring, (x, y) = [], start
                continue
        if command == "m":
            x, y = x + int(tokens[index]), y + int(tokens[index + 1])
            ring, start, command = [(x, y)], (x, y), "l"
            index += 2
        elif command == "l":
            x, y = x + int(tokens[index]), y + int(tokens[index + 1])
            ring.append((x, y))
            index += 2
        elif command == "h":
            x += int(tokens[index])
            ring.append((x, y))
            index += 1
        elif command == "v":
            y += int(tokens[index])
            ring.append((x, y))
            index += 1
        else:
            raise ValueError(f"unexpected {tokens[index]!r} in a path")
    return found


def polygon(ring_list):
    """Rings into one geometry: even-odd, which is what holes and parts come to."""
    parts = [Polygon(ring) for ring in ring_list]
    result = parts[0]
    for part in parts[1:]:
        result = result.symmetric_difference(part)
    return result


def main(svg_path, original_path):
    text = open(svg_path, encoding="utf-8").read()
    paths = [m for m in re.findall(r' d="([^"]+)"', text) if m.endswith("z")]
    drawn = [polygon(rings(d)) for d in paths]
    features = json.load(open(original_path, encoding="utf-8"))["features"]
    original = [shapely.transform(shape(f["geometry"]), TO_METRES, interleaved=False) for f in features]
    names = [f["properties"]["name"] for f in features]
    west, _, east, north = unary_union(original).bounds
    units = max(g.bounds[2] for g in drawn)
    unit = (east - west) / units
    pixel = (east - west) / 800
    drawn = [shapely.affinity.affine_transform(g, [unit, 0, 0, -unit, west, north]) for g in drawn]
    order = [max(range(len(drawn)), key=lambda i: drawn[i].intersection(o).area) for o in original]
    drawn = [drawn[i] for i in order]
    joined = "".join(f' d="{d}"' for d in paths)
    print(f"paths: {sum(map(len, paths))} B, gzip {len(gzip.compress(joined.encode(), 9))} B; "
          f"file: {len(text.encode())} B, gzip {len(gzip.compress(text.encode(), 9))} B")
    print(f"valid: {sum(g.is_valid for g in drawn)} of {len(drawn)}; coverage valid: {shapely.coverage_is_valid(drawn)}")
    deviation = max(
        max(shapely.hausdorff_distance(a.boundary, b.boundary), shapely.hausdorff_distance(b.boundary, a.boundary))
        for a, b in zip(drawn, original))
    change = max(abs(a.area - b.area) / b.area * 100 for a, b in zip(drawn, original))
    print(f"deviation: {deviation / pixel:.3f} px ({deviation:.1f} m); area change: {change:.3f} %")
    overlap = sum(g.area for g in drawn) - unary_union(drawn).area
    print(f"overlap: {abs(overlap):.6f} m²; holes in the union: "
          f"{sum(len(g.interiors) for g in getattr(unary_union(drawn), 'geoms', [unary_union(drawn)]))}")

    def pairs(shapes):
        tree = shapely.STRtree(shapes)
        return {
            (names[i], names[j])
            for i, g in enumerate(shapes) for j in tree.query(g)
            if i < j and g.boundary.intersection(shapes[j].boundary).length > 1
        }

    print(f"neighbour pairs: {len(pairs(drawn))}; same as in the original: {pairs(drawn) == pairs(original)}")


if __name__ == "__main__":
    main(*sys.argv[1:])
