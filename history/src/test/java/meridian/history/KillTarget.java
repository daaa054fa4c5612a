package meridian.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import meridian.twin.TwinState;
import meridian.twin.TwinWriter;
import meridian.twin.event.TwinEvent.Observation;

/**
 * A program to be killed: keeps one reading after the other, settles now and then, and writes down how far it has settled, as the
 * live twin does with its snapshots. It goes on from there. Event n is the same in every run.
 */
final class KillTarget {
    private static final String SNAPSHOT = "snapshot.txt";
    static final int COUNTERS = 5;
    /** Readings of two and a half days, one each 216 s, over and over. */
    private static final int TIMES = 1_000;

    private KillTarget() {}

    static Observation event(long position) {
        long observed = RandomPast.NOON + (position * 7_919 % TIMES) * 216_000_000L;
        return HistoryHouse.reading(
                "urn:ngsi-ld:Counter:" + position % COUNTERS,
                meridian.twin.entity.Times.instant(observed).toString(),
                position);
    }

    /** Where the last settled state lies; 0 before the first. */
    static long snapshot(Path folder) throws IOException {
        Path file = folder.resolve(SNAPSHOT);
        return Files.exists(file) ? Long.parseLong(Files.readString(file).strip()) : 0;
    }

    /** The state that a restart goes on from. */
    static TwinState stateAt(long position) {
        TwinWriter writer = new TwinWriter(TwinState.EMPTY);
        for (long p = 1; p <= position; p++) {
            writer.apply(p, HistoryHouse.recorded(p), event(p));
        }
        return writer.publish();
    }

    static List<Observation> events(long from, int count) {
        List<Observation> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(event(from + i));
        }
        return events;
    }

    /**
     * @param args folder; seed; and {@code early} for a mutant that says it has settled when it has not
     */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        Random random = new Random(Long.parseLong(args[1]));
        boolean early = args.length > 2 && args[2].equals("early");
        long position = snapshot(folder);
        HistoryHouse house = new HistoryHouse(folder, HistorySettings.DEFAULT.withOpenRows(700), stateAt(position));
        System.out.println("ready");
        while (true) {
            int count = random.nextInt(1, 200);
            house.fold(position + 1, events(position + 1, count));
            position += count;
            if (random.nextInt(6) == 0) {
                if (!early) {
                    house.store.settle();
                }
                Path beside = folder.resolve(SNAPSHOT + ".part");
                Files.writeString(beside, String.valueOf(position));
                DurableFiles.rename(beside, folder.resolve(SNAPSHOT));
            }
            if (random.nextInt(10) == 0) {
                house.store.tidy();
            }
        }
    }
}
