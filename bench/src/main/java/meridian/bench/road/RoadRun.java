package meridian.bench.road;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.List;
import meridian.bench.sumo.ProcessMeter;
import meridian.formats.Formats;
import meridian.formats.Progress;
import meridian.formats.ReadReport;
import meridian.model.City;
import meridian.model.demand.TripSource;
import meridian.sim.road.LinkRecords;
import meridian.sim.road.RoadEngine;
import meridian.sim.road.RoadNetwork;
import meridian.sim.road.RoadSettings;
import meridian.sim.road.RouteFinder;
import meridian.sim.road.TripLog;
import meridian.sim.route.Router;

/**
 * Meridian on one case in this JVM. The first pass tells load time and memory, as somebody meets them who starts it; passes
 * after it let the JVM compile; then the speed is measured.
 */
final class RoadRun {
    /** So much processor time of the engine lets the JVM compile it, as far as it ever will, before something is measured. */
    private static final double WARM_CPU_SECONDS = 5;
    /** Passes are repeated until so much processor time was measured, because short ones vary. */
    private static final double ENOUGH_CPU_SECONDS = 4;

    private static final int MOST_PASSES = 40;
    private static final double LONGEST_SECONDS = 3 * 3600;

    private final RoadCase scene;
    private final int threads;
    private final Progress progress;

    /** @param threads of the engine */
    RoadRun(RoadCase scene, int threads, Progress progress) {
        this.scene = scene;
        this.threads = threads;
        this.progress = progress;
    }

    /** @param folder for files that are computed */
    RoadResult run(Path folder) {
        List<Path> files = scene.files(folder);
        Pass first = pass(files);
        long peak = ProcessMeter.peakBytesOfThisProcess();
        double warm = first.cpuSeconds;
        for (int i = 0; i < MOST_PASSES && warm < WARM_CPU_SECONDS; i++) {
            warm += pass(files).cpuSeconds;
        }
        Pass sum = null;
        for (int i = 0; i < MOST_PASSES && (sum == null || sum.cpuSeconds < ENOUGH_CPU_SECONDS); i++) {
            Pass again = pass(files);
            sum = sum == null ? again : sum.plus(again);
        }
        return new RoadResult(
                scene.word(),
                "Meridian",
                sum.updates / (double) sum.steps,
                sum.updates,
                sum.simulatedSeconds,
                sum.cpuSeconds,
                sum.clockSeconds,
                sum.vehicleSeconds > 0 ? sum.vehicleMeters / sum.vehicleSeconds : 0,
                first.loadSeconds,
                first.trips,
                peak);
    }

    private record Pass(
            double loadSeconds,
            long trips,
            long updates,
            long steps,
            double simulatedSeconds,
            double cpuSeconds,
            double clockSeconds,
            double vehicleSeconds,
            double vehicleMeters) {
        Pass plus(Pass o) {
            return new Pass(
                    loadSeconds,
                    trips,
                    updates + o.updates,
                    steps + o.steps,
                    simulatedSeconds + o.simulatedSeconds,
                    cpuSeconds + o.cpuSeconds,
                    clockSeconds + o.clockSeconds,
                    vehicleSeconds + o.vehicleSeconds,
                    vehicleMeters + o.vehicleMeters);
        }
    }

    private Pass pass(List<Path> files) {
        long begin = System.nanoTime();
        City city = Formats.read(files, new ReadReport(), Progress.NONE);
        try (RoadEngine engine = engine(city)) {
            double load = (System.nanoTime() - begin) / 1e9;
            run(engine, scene.fromSeconds());
            Totals before = Totals.of(engine, city);
            double cpu = cpuSeconds();
            long clock = System.nanoTime();
            run(engine, Math.min(scene.untilSeconds(), LONGEST_SECONDS));
            double clockSeconds = (System.nanoTime() - clock) / 1e9;
            cpu = cpuSeconds() - cpu;
            Totals after = Totals.of(engine, city);
            double simulated = after.timeSeconds - before.timeSeconds;
            return new Pass(
                    load,
                    city.trips().size(),
                    after.updates - before.updates,
                    Math.round(simulated),
                    simulated,
                    cpu,
                    clockSeconds,
                    after.seconds - before.seconds,
                    after.meters - before.meters);
        }
    }

    private void run(RoadEngine engine, double untilSeconds) {
        while (!engine.done() && engine.timeSeconds() < untilSeconds) {
            engine.step();
            progress.at("Meridian on " + scene.word() + ", simulated seconds", Math.round(engine.timeSeconds()), -1);
        }
    }

    private RoadEngine engine(City city) {
        return new RoadEngine(
                RoadNetwork.of(city),
                TripSource.of(city.trips()),
                fastest(city),
                TripLog.NONE,
                RoadSettings.startingAt(0, 1).withThreads(threads));
    }

    /** For drivers who have missed their way; every trip of every case has its route. */
    private static RouteFinder fastest(City city) {
        Router router = Router.of(city.network());
        Router.Query[] query = new Router.Query[1];
        return (from, to, kind, seconds, random) -> {
            Router.Query asked = query[0] == null ? router.query() : query[0];
            query[0] = asked;
            return asked.fastest(from, to, kind, seconds);
        };
    }

    private record Totals(double timeSeconds, long updates, double seconds, double meters) {
        static Totals of(RoadEngine engine, City city) {
            LinkRecords records = engine.records();
            double seconds = 0;
            double meters = 0;
            for (int l = 0; l < city.network().links().size(); l++) {
                seconds += records.vehicleSeconds(l);
                meters += records.vehicleMeters(l);
            }
            return new Totals(engine.timeSeconds(), engine.updateCount(), seconds, meters);
        }
    }

    /** Of all threads that run Java code; those that collect garbage or compile are not among them. */
    private static double cpuSeconds() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long nanos = 0;
        for (long id : threads.getAllThreadIds()) {
            nanos += Math.max(0, threads.getThreadCpuTime(id));
        }
        return nanos / 1e9;
    }
}
