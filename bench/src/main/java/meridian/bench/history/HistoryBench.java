package meridian.bench.history;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;
import meridian.formats.Progress;
import meridian.history.HistorySettings;
import meridian.history.HistoryStore;
import meridian.history.Series;
import meridian.twin.Folded;
import meridian.twin.TwinState;
import meridian.twin.TwinWriter;
import meridian.twin.entity.Content;
import meridian.twin.entity.Quality;
import meridian.twin.entity.Times;
import meridian.twin.entity.Value;
import meridian.twin.event.TwinEvent;
import meridian.twin.event.TwinEvent.Observation;
import meridian.twin.history.Bucket;
import meridian.twin.history.RollUps;
import meridian.twin.history.Version;

/**
 * Twenty thousand devices that report all day, and one among them that reports so often that it has ten thousand values: into files,
 * and then questions about that one. In this JVM.
 */
public final class HistoryBench {
    private static final int DEVICES = 20_000;
    /** Values of the one that is asked about. */
    private static final int POINTS = 10_000;

    private static final long POINT_MICROS = 30_000_000L;
    private static final int BATCH = 10_000;
    private static final int QUESTIONS = 100;
    private static final int WARM = 10;
    private static final double NANOS = 1e9;
    private static final double MILLIS = 1e6;
    private static final Instant BEGIN = Instant.parse("2026-11-01T00:00:00Z");
    private static final String ASKED = "urn:ngsi-ld:Device:asked";
    private static final Set<String> ATTRIBUTE = Set.of("value");

    private final long readings;
    private final Path folder;
    private final Progress progress;

    /**
     * @param readings of all devices together, at least {@value #POINTS}
     * @param folder for the history; what is put there is the caller's to delete
     */
    public HistoryBench(long readings, Path folder, Progress progress) {
        this.readings = readings;
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * What was measured.
     *
     * @param keptPerSecond readings, folded and on the disk
     * @param bytesPerReading of all files, roll-ups included
     * @param bucketsMillis 10,000 points of one attribute in 5-minute buckets, median
     * @param bucketsP99Millis the same, the slowest of a hundred
     * @param baselineMillis the same without roll-ups: all raw values are read and added up
     * @param rawMillis all 10,000 values
     * @param asOfMillis the entity as it was in the middle
     * @param restartSeconds until the first answer
     */
    public record Result(
            long readings,
            int files,
            double keptPerSecond,
            double bytesPerReading,
            int buckets,
            double bucketsMillis,
            double bucketsP99Millis,
            double baselineMillis,
            double rawMillis,
            double asOfMillis,
            double restartSeconds) {}

    public Result run() {
        long begun = System.nanoTime();
        int files;
        double seconds;
        double bytes;
        try (HistoryStore store = open()) {
            fill(store);
            store.settle();
            seconds = (System.nanoTime() - begun) / NANOS;
            progress.at("merging files", 0, -1);
            store.tidy();
            HistoryStore.Status status = store.status();
            files = status.files();
            bytes = (double) status.bytes() / readings;
        }
        long opened = System.nanoTime();
        try (HistoryStore store = open()) {
            int buckets = buckets(store).size();
            double restart = (System.nanoTime() - opened) / NANOS;
            double[] rolled = times(() -> buckets(store));
            double[] scanned = times(() -> addedUp(store));
            double[] raw = times(() -> values(store));
            long middle = at(POINTS / 2);
            double[] asOf = times(() -> store.asOf(Set.of(ASKED), Set.of(), middle, Long.MAX_VALUE));
            return new Result(
                    readings,
                    files,
                    readings / seconds,
                    bytes,
                    buckets,
                    rolled[rolled.length / 2],
                    rolled[rolled.length * 99 / 100],
                    scanned[scanned.length / 2],
                    raw[raw.length / 2],
                    asOf[asOf.length / 2],
                    restart);
        }
    }

    private HistoryStore open() {
        return HistoryStore.open(folder, HistorySettings.DEFAULT, Clock.systemUTC(), text -> {});
    }

    private static long at(long point) {
        return Times.micros(BEGIN) + point * POINT_MICROS;
    }

    /** Time goes on for all alike: each batch is of the next moments. */
    private void fill(HistoryStore store) {
        TwinWriter writer = new TwinWriter(TwinState.EMPTY);
        TwinState state = TwinState.EMPTY;
        SplittableRandom random = new SplittableRandom(1);
        long others = Math.max(1, (readings - POINTS) / POINTS);
        long position = 0;
        int device = 0;
        List<Observation> batch = new ArrayList<>();
        for (int point = 0; point < POINTS; point++) {
            batch.add(reading(ASKED, point, random));
            for (int i = 0; i < others; i++) {
                batch.add(reading("urn:ngsi-ld:Device:" + device++ % DEVICES, point, random));
            }
            if (batch.size() >= BATCH || point == POINTS - 1) {
                TwinEvent event = new TwinEvent.Observations(batch);
                batch = new ArrayList<>();
                position++;
                long recorded = at(point);
                Folded folded = new Folded(position, recorded, event, writer.apply(position, recorded, event));
                TwinState next = writer.publish();
                store.folded(List.of(folded), state, next);
                state = next;
                progress.at("keeping readings", point * (others + 1), readings);
            }
        }
    }

    private static Observation reading(String id, long point, SplittableRandom random) {
        double value = Math.round(random.nextDouble() * 1000) / 10.0;
        return new Observation(
                id, "Device", "value", null, Content.of(Value.of(value), "CEL"), at(point), Quality.MEASURED, "bench");
    }

    private static NavigableMap<Long, meridian.twin.history.RollUp> buckets(HistoryStore store) {
        return store.rollUps(ASKED, ATTRIBUTE, Bucket.FIVE_MINUTES, at(0), at(POINTS))
                .found()
                .get(new Series(ASKED, "value", null));
    }

    private static List<Version> values(HistoryStore store) {
        return store.versions(ASKED, ATTRIBUTE, at(0), at(POINTS), POINTS, false)
                .found()
                .get(new Series(ASKED, "value", null));
    }

    private static NavigableMap<Long, Double> addedUp(HistoryStore store) {
        NavigableMap<Long, Double> sums = new TreeMap<>();
        for (Version version : values(store)) {
            RollUps.number(version.content())
                    .ifPresent(number ->
                            sums.merge(Bucket.FIVE_MINUTES.start(version.observedMicros()), number, Double::sum));
        }
        return sums;
    }

    private static double[] times(Supplier<?> question) {
        double[] millis = new double[QUESTIONS];
        for (int i = -WARM; i < QUESTIONS; i++) {
            long begun = System.nanoTime();
            if (question.get() == null) {
                throw new IllegalStateException("the history has lost what it was asked about");
            }
            if (i >= 0) {
                millis[i] = (System.nanoTime() - begun) / MILLIS;
            }
        }
        Arrays.sort(millis);
        return millis;
    }
}
