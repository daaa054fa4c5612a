package meridian.history;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program whose disk fails: keeps some readings, settles until that works, and says what came of it. */
final class IoErrorTarget {
    private static final int EVENTS = 80;
    private static final int MOST_TRIES = 4;

    private IoErrorTarget() {}

    public static void main(String[] args) {
        try (HistoryHouse house = new HistoryHouse(Path.of(args[0]), HistoryHouse.SMALL)) {
            house.fold(1, KillTarget.events(1, EVENTS));
            boolean settled = false;
            for (int i = 0; i < MOST_TRIES && !settled; i++) {
                settled = settle(house.store);
            }
            System.out.println("trouble " + house.store.trouble());
            System.out.println(settled ? "settled at " + house.store.position() : "never settled");
            System.out.println("mistakes " + mistakes(house.store));
        }
    }

    private static boolean settle(HistoryStore store) {
        try {
            store.settle();
            return true;
        } catch (UncheckedIOException e) {
            System.out.println("refused, " + store.trouble());
            return false;
        }
    }

    /** Versions in memory and in files, each to be there once. */
    private static List<String> mistakes(HistoryStore store) {
        List<String> mistakes = new ArrayList<>();
        for (int counter = 0; counter < KillTarget.COUNTERS; counter++) {
            HistoryKillTest.compare(store, "urn:ngsi-ld:Counter:" + counter, counter, EVENTS, mistakes);
        }
        return mistakes;
    }
}
