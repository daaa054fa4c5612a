package meridian.sim.road;

import static meridian.sim.road.Vehicles.NONE;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Vehicles that have stood longest, in words for people who look for the reason. */
record LongestStanding(RoadNetwork road, Vehicles vehicles, Signals signals) {
    /** One line each, the longest first. */
    String lines(int most) {
        return IntStream.range(0, vehicles.rows)
                .filter(v -> vehicles.used[v])
                .boxed()
                .sorted((a, b) -> Float.compare(vehicles.standing[b], vehicles.standing[a]))
                .limit(most)
                .map(this::line)
                .collect(Collectors.joining());
    }

    private String line(int v) {
        int m = vehicles.movement[v];
        int blocker = vehicles.blocker[v];
        return String.format(
                Locale.ROOT,
                "%s stands %.0f s on %s at %.1f of %.1f m, offset %d, next %s, blocked by %s, signal %s%n",
                vehicles.trip[v].id(),
                vehicles.standing[v],
                road.describe(vehicles.segment[v]),
                vehicles.position[v],
                road.segLength[vehicles.segment[v]],
                vehicles.laneOffset[v],
                m < 0 ? "-" : road.describe(road.laneCount + m),
                blocker == NONE || !vehicles.used[blocker] ? "-" : vehicles.trip[blocker].id(),
                m < 0 ? "-" : signals.of(m));
    }
}
