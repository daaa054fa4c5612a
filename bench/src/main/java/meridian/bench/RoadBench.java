package meridian.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import meridian.formats.Formats;
import meridian.formats.Progress;
import meridian.formats.ReadReport;
import meridian.model.City;
import meridian.model.demand.LinkPath;
import meridian.model.demand.Trip;
import meridian.model.demand.TripSource;
import meridian.model.demand.VehicleType;
import meridian.model.network.VehicleKind;
import meridian.sim.road.RoadEngine;
import meridian.sim.road.RoadNetwork;
import meridian.sim.road.RoadSettings;
import meridian.sim.road.RouteFinder;
import meridian.sim.route.Router;
import meridian.testkit.MeasuredCities;
import meridian.testkit.Streets;
import org.jspecify.annotations.Nullable;

/**
 * How many vehicles the road engine moves in a second of one processor, beside SUMO on the same files where both are here.
 *
 * <p>Each scene runs twice and the second run counts: the JVM compiles during the first.
 */
public final class RoadBench {
    private static final int GRID = 4;
    private static final int GRID_TRIPS = 6_000;
    private static final double GRID_SECONDS = 3_600;
    private static final String BOLOGNA = "bologna/joined";

    private final Progress progress;

    public RoadBench(Progress progress) {
        this.progress = progress;
    }

    /** All scenes that this machine has. */
    public List<RoadResult> run() {
        List<RoadResult> results = new ArrayList<>();
        City grid = Streets.grid(GRID, GRID, 300, 3, true);
        results.add(second("grid with 16 signals", grid, gridTrips(grid)));
        MeasuredCities.find(BOLOGNA).ifPresent(folder -> {
            results.add(second("Bologna, peak hour", read(folder), null));
            Sumo.find().ifPresent(sumo -> {
                progress.at("SUMO on Bologna", 0, 1);
                results.add(sumo.bologna(folder));
                progress.at("SUMO on Bologna", 1, 1);
            });
        });
        return results;
    }

    private static City read(Path folder) {
        return Formats.read(List.of(folder), new ReadReport(), Progress.NONE);
    }

    private RoadResult second(String scene, City city, @Nullable TripSource trips) {
        TripSource all = trips == null ? TripSource.of(city.trips()) : trips;
        once(scene, city, all);
        return once(scene, city, all);
    }

    private RoadResult once(String scene, City city, TripSource trips) {
        long[] travel = new long[2];
        RoadEngine engine = new RoadEngine(
                RoadNetwork.of(city),
                trips,
                fastest(city),
                (trip, entered, left, meters, lost, waited, halts) -> {
                    travel[0] += Math.round((left - entered) * 1000);
                    travel[1]++;
                },
                RoadSettings.startingAt(0, 1));
        long count = trips.count().orElse(-1);
        double begin = cpuSeconds();
        while (!engine.done() && engine.timeSeconds() < 3 * GRID_SECONDS) {
            engine.step();
            progress.at("Meridian on " + scene, engine.arrivedCount(), count);
        }
        double cpu = cpuSeconds() - begin;
        double mean = travel[1] == 0 ? 0 : travel[0] / 1000.0 / travel[1];
        return new RoadResult(scene, "Meridian", engine.updateCount(), engine.timeSeconds(), cpu, mean);
    }

    private static RouteFinder fastest(City city) {
        Router.Query query = Router.of(city.network()).query();
        return (from, to, kind, seconds, random) -> query.fastest(from, to, kind, seconds);
    }

    /** From border to border, spread evenly over an hour. */
    private static TripSource gridTrips(City grid) {
        List<Integer> in = new ArrayList<>();
        List<Integer> out = new ArrayList<>();
        for (int l = 0; l < grid.network().links().size(); l++) {
            if (outside(grid.network().node(grid.network().link(l).fromNode()).id())) {
                in.add(l);
            } else if (outside(grid.network().node(grid.network().link(l).toNode()).id())) {
                out.add(l);
            }
        }
        Router router = Router.of(grid.network());
        Router.Query query = router.query();
        SplittableRandom random = new SplittableRandom(1);
        List<Trip> trips = new ArrayList<>();
        while (trips.size() < GRID_TRIPS) {
            int from = in.get(random.nextInt(in.size()));
            int to = out.get(random.nextInt(out.size()));
            LinkPath path = query.fastest(from, to, VehicleKind.CAR, router.freeFlowSeconds());
            if (path != null) {
                double depart = Math.floor(trips.size() * GRID_SECONDS / GRID_TRIPS);
                trips.add(Trip.between("trip-" + trips.size(), VehicleType.CAR, depart, from, to));
            }
        }
        return TripSource.of(trips);
    }

    private static boolean outside(String crossing) {
        return crossing.startsWith("-1/")
                || crossing.startsWith(GRID + "/")
                || crossing.endsWith("/-1")
                || crossing.endsWith("/" + GRID);
    }

    private static double cpuSeconds() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return threads.getCurrentThreadCpuTime() / 1e9;
    }
}
