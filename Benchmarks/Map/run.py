"""Measures the map: time and memory of imports, size and deviation of the drawing, and validity by an outside oracle.

Development only. Needs shapely, pyproj and topojson (PyPI), and the register's outlines (see docs/map.md).
usage: run.py METROPOLIA GEODATA-FOLDER [RANDOM-COVERAGES]
"""

import gzip
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time

try:
    import pyproj  # noqa: F401 (measure needs it)
    import shapely
    import topojson  # noqa: F401
except ImportError as missing:
    sys.exit(f"make bench-map compares with packages of PyPI: pip install shapely pyproj topojson ({missing})")
from shapely.geometry import Polygon, shape
from shapely.ops import unary_union

import measure

RUNS = 5


def call(*arguments):
    """Wall seconds, CPU seconds and peak megabytes of one run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    if status != 0:
        raise SystemExit(f"{' '.join(arguments)} failed: {process.stderr.read().decode()}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def timed(label, bound, *arguments):
    runs = [call(*arguments) for _ in range(RUNS)]
    wall, cpu, memory = min(r[0] for r in runs), min(r[1] for r in runs), max(r[2] for r in runs)
    print(f"{label}: {wall:.3f} s wall, {cpu:.3f} s CPU (best of {RUNS}; goal {bound} s), {memory:.0f} MB")


def decode(path):
    """The polygons of a TopoJSON file, in the file's metres."""
    file = json.load(open(path, encoding="utf-8"))
    (sx, sy), (tx, ty) = file["transform"]["scale"], file["transform"]["translate"]
    arcs = []
    for deltas in file["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in deltas:
            x, y = x + dx, y + dy
            arc.append((x * sx + tx, y * sy + ty))
        arcs.append(arc)

    def ring(numbers):
        points = []
        for number in numbers:
            arc = arcs[number] if number >= 0 else arcs[~number][::-1]
            points += arc[1:] if points else arc
        return points

    shapes = []
    for geometry in next(iter(file["objects"].values()))["geometries"]:
        polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
        shapes.append(shapely.MultiPolygon([Polygon(ring(p[0]), [ring(h) for h in p[1:]]) for p in polygons]))
    return shapes


def random_coverage(seed, path):
    """A crooked grid whose cells belong to random shapes: enclaves, exclaves, pinch points, corners of four."""
    dice = random.Random(seed)
    size, count = 6, dice.randint(2, 8)
    corner = {(x, y): (500_000 + 2000 * x + dice.randint(-400, 400), 250_000 + 2000 * y + dice.randint(-400, 400))
              for x in range(size + 1) for y in range(size + 1)}

    def line(a, b):
        (ax, ay), (bx, by) = corner[a], corner[b]
        pieces = dice.randint(1, 12)
        points = [(ax, ay)]
        for i in range(1, pieces):
            t, room = i / pieces, min(i, pieces - i) / pieces / 7
            off = dice.uniform(-room, room)
            points.append((round(ax + (bx - ax) * t - (by - ay) * off, 3), round(ay + (by - ay) * t + (bx - ax) * off, 3)))
        return points + [(bx, by)]

    lines = {}
    for x in range(size + 1):
        for y in range(size + 1):
            for other in ((x + 1, y), (x, y + 1)):
                if max(other) <= size:
                    lines[(x, y), other] = line((x, y), other)
    cells = {}
    for x in range(size):
        for y in range(size):
            bottom, right = lines[(x, y), (x + 1, y)], lines[(x + 1, y), (x + 1, y + 1)]
            top, left = lines[(x, y + 1), (x + 1, y + 1)], lines[(x, y), (x, y + 1)]
            cells.setdefault(dice.randint(0, count), []).append(
                Polygon(bottom + right[1:] + top[::-1][1:] + left[::-1][1:]))
    features = []
    for label, parts in cells.items():
        if label == 0 and len(cells) > 1:
            continue
        merged = unary_union(parts) if len(parts) > 1 else parts[0]
        features.append({"type": "Feature", "properties": {"teryt": f"12{label:05}", "name": f"Gmina {label}"},
                         "geometry": shapely.geometry.mapping(merged)})
    json.dump({"type": "FeatureCollection", "features": features}, open(path, "w", encoding="utf-8"))


def topojson_package(original, ours_deviation):
    """The same outlines by the `topojson` package, at the tolerance that gives our deviation, on our grid."""
    import topojson

    features = json.load(open(original, encoding="utf-8"))["features"]
    metres = [shapely.transform(shape(f["geometry"]), measure.TO_METRES, interleaved=False) for f in features]
    west, south, east, north = unary_union(metres).bounds
    pixel = (east - west) / 800
    start = time.process_time()
    topology = topojson.Topology(metres, prequantize=False, shared_coords=True)
    print(f"topojson package, topology of the 15: {time.process_time() - start:.2f} s CPU, "
          f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB of the whole process")

    def draw(tolerance):
        made = json.loads(topology.toposimplify(tolerance * pixel).to_geojson())["features"]
        return [shape(f["geometry"]) for f in made]

    def deviation(shapes):
        return max(max(shapely.hausdorff_distance(a.boundary, b.boundary), shapely.hausdorff_distance(b.boundary, a.boundary))
                   for a, b in zip(shapes, metres)) / pixel

    low, high = 0.1, 1.0
    for _ in range(7):
        middle = (low + high) / 2
        low, high = (middle, high) if deviation(draw(middle)) < ours_deviation else (low, middle)
    drawn = draw(low)
    paths = []
    for one in drawn:
        for part in getattr(one, "geoms", [one]):
            points = [(round((x - west) / pixel, 2), round((north - y) / pixel, 2)) for x, y in part.exterior.coords[:-1]]
            paths.append("M" + "L".join(f"{x:g},{y:g}" for x, y in points) + "Z")
    text = "".join(f' d="{p}"' for p in paths)
    print(f"topojson package at {deviation(drawn):.3f} px: {sum(map(len, paths))} B, gzip "
          f"{len(gzip.compress(text.encode(), 9))} B (absolute, 2 decimals, as d3 writes); "
          f"coverage valid: {shapely.coverage_is_valid(drawn)}")


def main(tool, folder, count=200):
    folder = folder.rstrip("/")
    fifteen, province = f"{folder}/metropolia-krakowska.geojson", f"{folder}/malopolskie-gminy.geojson"
    with tempfile.TemporaryDirectory() as work:
        kept, large, svg = f"{work}/15.topojson", f"{work}/182.topojson", f"{work}/map.svg"
        timed("import of the 15", 0.25, tool, "map", "import", fifteen, "-o", kept)
        timed("import of the 182", 1.5, tool, "map", "import", province, "-o", large)
        print(f"kept files: {os.path.getsize(kept)} B and {os.path.getsize(large)} B")
        for label, path in (("the 15", kept), ("the 182", large)):
            shapes = decode(path)
            print(f"coverage of {label} valid by shapely: {shapely.coverage_is_valid(shapes)}, "
                  f"polygons valid: {sum(s.is_valid for s in shapes)} of {len(shapes)}")
        call(tool, "map", "svg", fifteen, "-o", svg, "--width", "800", "--tolerance", "0.5")
        print("drawing, 800 px, tolerance 0.5 px:")
        measure.main(svg, fifteen)
        topojson_package(fifteen, 0.59)
        valid = 0
        for seed in range(int(count)):
            source, result = f"{work}/random.geojson", f"{work}/random.topojson"
            random_coverage(seed, source)
            call(tool, "map", "import", source, "-o", result, "--tolerance", str(random.Random(seed).choice([5, 50, 300, 1000])))
            if shapely.coverage_is_valid(decode(result)):
                valid += 1
            else:
                print(f"random coverage {seed}: not valid")
        print(f"random coverages valid by shapely: {valid} of {count}")


if __name__ == "__main__":
    main(*sys.argv[1:])
