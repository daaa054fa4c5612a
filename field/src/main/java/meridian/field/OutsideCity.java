package meridian.field;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import meridian.model.City;
import meridian.model.place.Detector;
import meridian.sim.assimilation.Reading;
import meridian.sim.assimilation.Stations;
import meridian.sim.road.RoadEngine;

/** A simulated city in the part of the one outside: it counts at its signals and reports that. One thread. */
public final class OutsideCity implements AutoCloseable {
    private final RoadEngine engine;
    private final CountingStations counting;
    private Reading before;
    private double readSeconds;

    /** @param engine closed with it */
    public OutsideCity(City city, RoadEngine engine) {
        this.engine = engine;
        counting = new CountingStations(city, engine);
        before = counting.total();
        readSeconds = engine.timeSeconds();
    }

    /** Goes on until a second of its day. */
    public void runTo(double seconds) {
        while (engine.timeSeconds() < seconds) {
            engine.step();
        }
    }

    public double timeSeconds() {
        return engine.timeSeconds();
    }

    /** Links on which it counts. */
    public int stationCount() {
        return counting.stations().size();
    }

    /** Vehicles on its roads. */
    public int vehicleCount() {
        return engine.vehicleCount();
    }

    /** What was counted since the last time, as if that had ended now; each stretch keeps its simulated length. */
    public List<LinkReport> report(Instant now) {
        Reading total = counting.total();
        Reading counted = total.since(before);
        double seconds = engine.timeSeconds() - readSeconds;
        before = total;
        readSeconds = engine.timeSeconds();
        Instant from = now.minus(Duration.ofMillis(Math.round(seconds * 1000)));
        Stations stations = counting.stations();
        Map<Integer, Map<Integer, Long>> lanes = new HashMap<>();
        for (int i = 0; i < stations.loops().size(); i++) {
            Detector loop = stations.loops().get(i);
            lanes.computeIfAbsent(loop.link(), link -> new HashMap<>()).put(loop.lane(), counted.loopCount()[i]);
        }
        List<LinkReport> reports = new ArrayList<>();
        for (int s = 0; s < stations.size(); s++) {
            int link = stations.link(s);
            long vehicles = counted.count()[s];
            reports.add(new LinkReport(
                    link,
                    from,
                    now,
                    vehicles,
                    vehicles == 0 ? OptionalDouble.empty() : OptionalDouble.of(counted.meanSpeedMps(s)),
                    lanes.getOrDefault(link, Map.of()),
                    true));
        }
        return reports;
    }

    @Override
    public void close() {
        engine.close();
    }
}
