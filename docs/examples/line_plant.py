#!/usr/bin/env python3
"""A junction of two one-way streets as a plant: standard streams, standard library. docs/line-protocol.md"""
import json, random, sys

LANES = ["west", "south"]
network = {
    "name": "two streets",
    "lanes": [{"id": n, "link": i, "lane": 0, "lengthMeters": 200, "speedLimitMps": 13.9, "junction": 0}
              for i, n in enumerate(LANES)],
    "junctions": [{"id": "J", "groups": 2, "cycleSeconds": 60, "offsetSeconds": 0, "movements": [
        {"group": i, "fromLane": i, "toLanes": [], "turn": "STRAIGHT"} for i in (0, 1)], "stages": [
        {"groups": [i], "fromSeconds": 30 * i, "greenSeconds": 25} for i in (0, 1)]}],
    "detectors": [{"id": n + "_stop", "lane": i, "beforeLineMeters": 2, "role": "STOP_LINE"}
                  for i, n in enumerate(LANES)]}

def plan(second):  # what the junction does by itself
    own, group = int(second) % 30, int(second) % 60 // 30
    letter = "G" if own < 25 else "y" if own < 28 else "r"
    return letter + "r" if group == 0 else "r" + letter

def tell(message): print(json.dumps(message), flush=True)

queue, told, second = [0, 0], None, 0
tell({"type": "network", "version": 1, "network": network})
for line in sys.stdin:
    order = json.loads(line)
    if order["type"] == "end": break
    passed = [0, 0]
    if order["type"] == "step":
        for c in order["commands"]: told = "oo" if c.get("follow") == "flash" else c.get("show")
        shows = told or plan(second)
        for i in (0, 1):
            queue[i] += random.random() < 0.2  # arrivals, 720 vehicles/h
            if shows[i] == "G" and queue[i] and second % 2 == 0: queue[i] -= 1; passed[i] = 1
        second += 1
    tell({"type": "observation", "step": order.get("step", 0), "seconds": second, "ended": second >= 600,
          "detectors": [{"id": n + "_stop", "count": passed[i], "occupancy": float(queue[i] > 0),
                         "present": queue[i] > 0} for i, n in enumerate(LANES)],
          "lanes": [{"id": n, "vehicles": queue[i], "standing": queue[i]} for i, n in enumerate(LANES)],
          "signals": [{"junction": "J", "shows": told or plan(second - 1 if second else 0)}]})
