#!/usr/bin/env python3
"""A junction of two one-way streets as a plant: standard streams, standard library. docs/line-protocol.md"""
import json, random, sys
LANES = list(enumerate(["west", "south"]))
network = {"name": "two streets", "lanes": [
    {"id": n, "link": i, "lane": 0, "lengthMeters": 200, "speedLimitMps": 13.9, "junction": 0} for i, n in LANES],
    "junctions": [{"id": "J", "groups": 2, "cycleSeconds": 60, "offsetSeconds": 0, "movements": [
        {"group": i, "fromLane": i, "toLanes": [], "turn": "STRAIGHT"} for i, _ in LANES], "stages": [
        {"groups": [i], "fromSeconds": 30 * i, "greenSeconds": 25} for i, _ in LANES]}],
    "detectors": [{"id": n + "_stop", "lane": i, "beforeLineMeters": 2, "role": "STOP_LINE"} for i, n in LANES]}
def plan(second):  # what the junction does by itself
    letter = "G" if second % 30 < 25 else "y" if second % 30 < 28 else "r"
    return letter + "r" if second % 60 < 30 else "r" + letter
def tell(message): print(json.dumps(message), flush=True)
queue, told, second = [0, 0], None, 0
tell({"type": "network", "version": 1, "network": network})
for order in map(json.loads, sys.stdin):
    if order["type"] == "end": break
    passed, shows = [0, 0], plan(second)
    if order["type"] == "step":
        for c in order["commands"]: told = "oo" if c.get("follow") == "flash" else c.get("show")
        shows = told or shows
        for i, _ in LANES:
            passed[i] = int(shows[i] == "G" and queue[i] > 0 and second % 2 == 0)
            queue[i] += (random.random() < 0.2) - passed[i]  # arrivals, 720 vehicles/h
        second += 1
    tell({"type": "observation", "step": order.get("step", 0), "seconds": second, "ended": second >= 600, "detectors": [
        {"id": n + "_stop", "count": passed[i], "occupancy": float(queue[i] > 0), "present": queue[i] > 0} for i, n in LANES],
        "lanes": [{"id": n, "vehicles": queue[i], "standing": queue[i]} for i, n in LANES],
        "signals": [{"junction": "J", "shows": shows}]})
