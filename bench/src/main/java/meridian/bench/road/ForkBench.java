package meridian.bench.road;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import meridian.formats.Formats;
import meridian.formats.Progress;
import meridian.formats.ReadReport;
import meridian.model.City;
import meridian.model.demand.TripSource;
import meridian.model.network.NodeControl;
import meridian.sim.road.BorderFlow;
import meridian.sim.road.Region;
import meridian.sim.road.RoadEngine;
import meridian.sim.road.RoadNetwork;
import meridian.sim.road.RoadSettings;
import meridian.sim.road.RouteFinder;
import meridian.sim.road.TripLog;

/**
 * What it costs to copy a running city, to keep it in a file, and to try something in a part of it only; and how far the part
 * is from the truth. In this JVM, on one thread.
 */
public final class ForkBench {
    /** Times are medians of so many; more before them let the JVM compile. */
    private static final int REPEATS = 31;

    private static final int WARM = 60;
    private static final int JUNCTIONS = 40;
    private static final int ROLLOUT_SECONDS = 60;
    private static final int[] HOPS = {0, 1, 2, 3};

    private final RoadCase scene;
    private final double atSeconds;
    private final Path folder;
    private final Progress progress;

    /** @param folder for files that are computed */
    public ForkBench(RoadCase scene, double atSeconds, Path folder, Progress progress) {
        this.scene = scene;
        this.atSeconds = atSeconds;
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * What was measured.
     *
     * @param vehicles on the road in the moment of the fork
     * @param forkMillis a new engine that goes on from there
     * @param takeOverMillis the same by an engine that is there already
     * @param saveMillis into a file, until it is safe on the disk
     * @param rolloutMillis of the whole city
     * @param seconds simulated in a rollout
     */
    public record Result(
            String scene,
            int vehicles,
            double forkMillis,
            double takeOverMillis,
            double saveMillis,
            double restoreMillis,
            long fileBytes,
            int seconds,
            double rolloutMillis,
            List<Part> parts) {}

    /**
     * Forks of the nodes within some hops of a junction with signals; means over junctions.
     *
     * @param border what is known of those who come over it: "expected" (their ways) or "recorded" (counts)
     * @param forkMillis of an engine that is there and takes the region over, with what comes over its border
     * @param errorShare of the time lost on the approaches to the junction in the middle: mean distance from a fork of the
     *     whole city, as a share of the mean
     */
    public record Part(
            String border, int hops, double nodes, double forkMillis, double rolloutMillis, double errorShare) {}

    public Result run() {
        City city = Formats.read(scene.files(folder), new ReadReport(), Progress.NONE);
        RoadNetwork road = RoadNetwork.of(city);
        TripSource trips = TripSource.of(city.trips());
        RoadEngine engine = new RoadEngine(road, trips, RouteFinder.NONE, TripLog.NONE, RoadSettings.startingAt(0, 1));
        while (engine.timeSeconds() < atSeconds) {
            engine.step();
            progress.at("filling " + scene.word() + ", simulated seconds", Math.round(engine.timeSeconds()), -1);
        }
        RoadEngine pooled = engine.fork(TripLog.NONE);
        double fork = median(() -> engine.fork(TripLog.NONE));
        double takeOver = median(() -> pooled.takeOver(engine));
        Path file = folder.resolve("state");
        double save = median(() -> save(engine, file));
        double restore = median(() -> RoadEngine.restore(file, road, trips, RouteFinder.NONE, TripLog.NONE, 1));
        double[] rollout = new double[3];
        RoadEngine whole = pooled;
        for (int i = 0; i < rollout.length; i++) {
            whole.takeOver(engine);
            rollout[i] = rollout(whole);
        }
        Arrays.sort(rollout);
        return new Result(
                scene.word(),
                engine.vehicleCount(),
                fork,
                takeOver,
                save,
                restore,
                size(file),
                ROLLOUT_SECONDS,
                rollout[1],
                parts(city, engine, whole));
    }

    private static void save(RoadEngine engine, Path file) {
        try {
            engine.save(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path file) {
        try {
            long bytes = Files.size(file);
            Files.delete(file);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double median(Runnable task) {
        for (int i = 0; i < WARM; i++) {
            task.run();
        }
        double[] millis = new double[REPEATS];
        for (int i = 0; i < REPEATS; i++) {
            long begin = System.nanoTime();
            task.run();
            millis[i] = (System.nanoTime() - begin) / 1e6;
        }
        Arrays.sort(millis);
        return millis[REPEATS / 2];
    }

    private static double rollout(RoadEngine engine) {
        long begin = System.nanoTime();
        double end = engine.timeSeconds() + ROLLOUT_SECONDS;
        while (engine.timeSeconds() < end - 1e-6) {
            engine.step();
        }
        return (System.nanoTime() - begin) / 1e6;
    }

    private List<Part> parts(City city, RoadEngine engine, RoadEngine whole) {
        int[] signals = IntStream.range(0, city.network().nodes().size())
                .filter(n -> city.network().node(n).control() == NodeControl.SIGNALS)
                .toArray();
        Random random = new Random(1);
        int[] junctions = IntStream.range(0, JUNCTIONS)
                .map(i -> signals[random.nextInt(signals.length)])
                .toArray();
        List<Part> parts = new ArrayList<>();
        for (String border : List.of("expected", "recorded")) {
            for (int hops : HOPS) {
                parts.add(part(city, engine, whole, border, hops, junctions));
                progress.at("regions, of " + 2 * HOPS.length, parts.size(), 2L * HOPS.length);
            }
        }
        return parts;
    }

    private static Part part(City city, RoadEngine engine, RoadEngine whole, String border, int hops, int[] junctions) {
        BorderFlow flow = border.equals("expected")
                ? BorderFlow.expected(engine, ROLLOUT_SECONDS)
                : BorderFlow.recorded(engine, ROLLOUT_SECONDS);
        RoadEngine part = engine.fork(TripLog.NONE);
        double nodes = 0;
        double fork = 0;
        double rollout = 0;
        double error = 0;
        double truth = 0;
        for (int junction : junctions) {
            Region region = Region.around(engine.road(), junction, hops);
            long begin = System.nanoTime();
            part.takeOver(engine, region, flow.into(region));
            fork += (System.nanoTime() - begin) / 1e6;
            rollout += rollout(part);
            double before = lostBefore(city, engine, junction);
            double lost = lostBefore(city, whole, junction) - before;
            error += Math.abs(lostBefore(city, part, junction) - before - lost);
            truth += lost;
            nodes += region.size();
        }
        int n = junctions.length;
        return new Part(border, hops, nodes / n, fork / n, rollout / n, truth == 0 ? 0 : error / truth);
    }

    private static double lostBefore(City city, RoadEngine engine, int node) {
        double sum = 0;
        for (int link = 0; link < city.network().links().size(); link++) {
            if (city.network().link(link).toNode() == node) {
                sum += engine.records().lostSeconds(link);
            }
        }
        return sum;
    }
}
