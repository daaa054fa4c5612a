package meridian.bench.twin;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import meridian.formats.Progress;
import meridian.twin.SnapshotFile;
import meridian.twin.TwinState;
import meridian.twin.TwinWriter;
import meridian.twin.entity.Attribute;
import meridian.twin.entity.Content;
import meridian.twin.entity.Entity;
import meridian.twin.entity.GeoBox;
import meridian.twin.entity.Geometry;
import meridian.twin.entity.Quality;
import meridian.twin.entity.Value;
import meridian.twin.event.EventCodec;
import meridian.twin.event.TwinEvent;
import meridian.twin.event.TwinEvent.Observation;
import meridian.twin.query.EntityQuery;
import meridian.twin.query.TypeSelection;

/** Entities of five attributes on the land of Montevideo, observed at random. One thread folds; in this JVM. */
public final class TwinBench {
    private static final int BATCH = 10_000;
    private static final int QUERIES = 2_000;
    private static final String[] NAMES = {"intensity", "averageVehicleSpeed", "occupancy"};
    private static final long NOON = 1_772_366_400_000_000L;
    /** Degrees around Montevideo. */
    private static final GeoBox LAND = new GeoBox(-56.43, -34.94, -56.02, -34.70);

    private final int entities;
    private final long observations;
    private final Path folder;
    private final Progress progress;
    private final Random random = new Random(1);
    private final List<String> ids = new ArrayList<>();
    private long position;

    /**
     * @param entities how many
     * @param observations that are folded, of events and of bytes each
     * @param folder for a snapshot
     */
    public TwinBench(int entities, long observations, Path folder, Progress progress) {
        this.entities = entities;
        this.observations = observations;
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * What was measured.
     *
     * @param heapMebibytes that the state takes, ids and names included
     * @param foldedPerSecond observations, one event each, a state published after every 10,000
     * @param decodedPerSecond observations from bytes, 10,000 an event, decoded and folded: a replay
     * @param bytesPerObservation in those
     * @param foldedPerCpuSecond the same by the processor time of the folding thread, for a machine that others use as well
     * @param publishMicros to publish a state, mean
     * @param boxP50Millis a box of a hundredth of the land, while observations flow
     * @param boxP99Millis of the same
     * @param latestMillis 20,000 entities of a type in one answer, median
     */
    public record Result(
            int entities,
            long observations,
            double heapMebibytes,
            double foldedPerSecond,
            double foldedPerCpuSecond,
            double publishMicros,
            double decodedPerSecond,
            double bytesPerObservation,
            double boxP50Millis,
            double boxP99Millis,
            double latestMillis,
            double saveSeconds,
            double restoreSeconds,
            double fileMebibytes) {}

    public Result run() throws IOException {
        long before = usedBytes();
        TwinWriter writer = new TwinWriter(TwinState.EMPTY);
        for (int i = 0; i < entities; i++) {
            Entity entity = entity(i);
            ids.add(entity.id());
            writer.apply(++position, NOON, new TwinEvent.EntityCreated(entity, NOON));
        }
        TwinState made = writer.publish();
        double heap = (usedBytes() - before) / (double) (1 << 20);
        // The same again, so that the compiler has seen it.
        fold(writer, Math.min(observations, 500_000));
        double[] folded = fold(writer, observations);
        double[] decoded = decode(writer);
        double[] boxes = boxes(writer);
        double latest = latest(writer.publish());
        Path file = folder.resolve("twin.state");
        double save = seconds(() -> SnapshotFile.write(made, file));
        double restore = seconds(() -> SnapshotFile.read(file));
        double fileSize = Files.size(file) / (double) (1 << 20);
        Files.delete(file);
        return new Result(
                entities,
                observations,
                heap,
                folded[0],
                folded[2],
                folded[1],
                decoded[0],
                decoded[1],
                boxes[0],
                boxes[1],
                latest,
                save,
                restore,
                fileSize);
    }

    private Entity entity(int i) {
        double lon = random.nextDouble(LAND.west(), LAND.east());
        double lat = random.nextDouble(LAND.south(), LAND.north());
        Attribute[] attributes = new Attribute[2 + NAMES.length];
        attributes[0] = Attribute.of("location", Content.of(Geometry.point(lon, lat)));
        attributes[1] = Attribute.of("refRoadSegment", Content.to("urn:ngsi-ld:RoadSegment:montevideo:" + i / 4));
        for (int j = 0; j < NAMES.length; j++) {
            attributes[2 + j] = Attribute.of(
                    NAMES[j], Content.of(Value.of(random.nextDouble()), "C62"), null, NOON, Quality.SIMULATED, "bench");
        }
        String type = i % 5 == 0 ? "TrafficFlowObserved" : "Device";
        return Entity.of("urn:ngsi-ld:" + type + ":montevideo:" + i, type, attributes);
    }

    private Observation observation() {
        // Times are mostly later than what is there; one in a hundred comes late.
        long time = NOON + position * 1_000 - (random.nextInt(100) == 0 ? 3_600_000_000L : 0);
        return new Observation(
                ids.get(random.nextInt(entities)),
                null,
                NAMES[random.nextInt(NAMES.length)],
                null,
                Content.of(Value.of(random.nextDouble())),
                time,
                Quality.SIMULATED,
                "bench");
    }

    /** Observations per second, microseconds to publish, observations per second of this thread's processor time. Making the events does not count. */
    private double[] fold(TwinWriter writer, long count) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long folding = 0;
        long processor = 0;
        long publishing = 0;
        long batches = Math.max(1, count / BATCH);
        for (long batch = 0; batch < batches; batch++) {
            List<Observation> events = batch();
            long processorBefore = threads.getCurrentThreadCpuTime();
            long begin = System.nanoTime();
            for (int i = 0; i < BATCH; i++) {
                if (i % TwinWriter.AHEAD == 0) {
                    writer.lookAhead(events.subList(i, Math.min(i + TwinWriter.AHEAD, BATCH)));
                }
                writer.apply(++position, NOON, events.get(i));
            }
            long folded = System.nanoTime();
            writer.publish();
            publishing += System.nanoTime() - folded;
            folding += System.nanoTime() - begin;
            processor += threads.getCurrentThreadCpuTime() - processorBefore;
            progress.at("folded observations", batch * BATCH, count);
        }
        return new double[] {
            batches * BATCH * 1e9 / folding, publishing / 1e3 / batches, batches * BATCH * 1e9 / processor
        };
    }

    private List<Observation> batch() {
        List<Observation> events = new ArrayList<>(BATCH);
        for (int i = 0; i < BATCH; i++) {
            events.add(observation());
        }
        return events;
    }

    private double[] decode(TwinWriter writer) {
        long nanos = 0;
        long bytes = 0;
        long batches = Math.max(1, observations / BATCH);
        for (long batch = 0; batch < batches; batch++) {
            byte[] encoded = EventCodec.encode(new TwinEvent.Observations(batch()));
            bytes += encoded.length;
            long begin = System.nanoTime();
            writer.apply(++position, NOON, EventCodec.decode(encoded));
            writer.publish();
            nanos += System.nanoTime() - begin;
            progress.at("decoded observations", batch * BATCH, observations);
        }
        return new double[] {batches * BATCH * 1e9 / nanos, bytes / (double) (batches * BATCH)};
    }

    /** Median and 99th percentile, ms, while another thread folds. */
    private double[] boxes(TwinWriter writer) {
        AtomicReference<TwinState> state = new AtomicReference<>(writer.publish());
        AtomicBoolean done = new AtomicBoolean();
        Thread flow = Thread.ofPlatform().start(() -> {
            while (!done.get()) {
                batch().forEach(event -> writer.apply(++position, NOON, event));
                state.set(writer.publish());
            }
        });
        Random places = new Random(2);
        double[] millis = new double[QUERIES];
        double width = (LAND.east() - LAND.west()) / 10;
        double height = (LAND.north() - LAND.south()) / 10;
        int found = 0;
        for (int i = 0; i < 2 * QUERIES; i++) {
            double west = places.nextDouble(LAND.west(), LAND.east() - width);
            double south = places.nextDouble(LAND.south(), LAND.north() - height);
            long begin = System.nanoTime();
            found += state.get()
                    .in(new GeoBox(west, south, west + width, south + height))
                    .size();
            millis[i % QUERIES] = (System.nanoTime() - begin) / 1e6;
            progress.at("boxes, entities found", found, -1);
        }
        done.set(true);
        join(flow);
        Arrays.sort(millis);
        return new double[] {millis[QUERIES / 2], millis[QUERIES * 99 / 100]};
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static double latest(TwinState state) {
        EntityQuery query = EntityQuery.ALL
                .withTypes(new TypeSelection.Type("TrafficFlowObserved"))
                .withPage(20_000, 0, false);
        double[] millis = new double[21];
        for (int i = 0; i < millis.length; i++) {
            long begin = System.nanoTime();
            query.ask(state);
            millis[i] = (System.nanoTime() - begin) / 1e6;
        }
        Arrays.sort(millis);
        return millis[millis.length / 2];
    }

    private interface Task {
        void run() throws IOException;
    }

    /** Median of five. */
    private static double seconds(Task task) throws IOException {
        double[] seconds = new double[5];
        for (int i = 0; i < seconds.length; i++) {
            long begin = System.nanoTime();
            task.run();
            seconds[i] = (System.nanoTime() - begin) / 1e9;
        }
        Arrays.sort(seconds);
        return seconds[seconds.length / 2];
    }

    private static long usedBytes() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
