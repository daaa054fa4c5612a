package meridian.api.live;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import meridian.api.access.Confines;
import meridian.twin.Folded;
import meridian.twin.TwinState;
import meridian.twin.TwinWriter;
import meridian.twin.entity.Content;
import meridian.twin.entity.Quality;
import meridian.twin.entity.Times;
import meridian.twin.entity.Value;
import meridian.twin.event.TwinEvent.Observation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One who reads a message for each two thousand values that flow. A program, so that a wrong build of it can be run. */
final class SlowWatcher {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long NOON = Times.micros(Instant.parse("2026-03-01T12:00:00Z"));
    private static final int DEVICES = 20;
    private static final int ROUNDS = 500;
    private static final int READS_EVERY_ROUNDS = 100;

    private final Broadcast broadcast = new Broadcast();
    private final TwinWriter writer = new TwinWriter(TwinState.EMPTY);
    private final Map<String, Integer> newest = new TreeMap<>();
    private TwinState state = TwinState.EMPTY;
    private int told;
    private int leftOut;
    private long cursor;

    private SlowWatcher() {}

    /** Prints what is wrong, a line each. */
    public static void main(String[] arguments) throws InterruptedException {
        mistakes().forEach(System.out::println);
    }

    static List<String> mistakes() throws InterruptedException {
        SlowWatcher watcher = new SlowWatcher();
        watcher.broadcast.begin(TwinState.EMPTY);
        try (watcher.broadcast) {
            return watcher.watch();
        }
    }

    private List<String> watch() throws InterruptedException {
        Subscription all =
                Subscription.of(name -> name.equals("type") ? Optional.of("Device") : Optional.<String>empty());
        flow(0);
        broadcast.await(state.position());
        try (Feed feed = broadcast.open("test", new Sight(all, Confines.NONE), Optional.empty(), Why.NEW)) {
            read(feed);
            for (int round = 1; round <= ROUNDS; round++) {
                flow(round);
                if (round % READS_EVERY_ROUNDS == 0) {
                    broadcast.await(state.position());
                    read(feed);
                }
            }
            while (cursor < state.position()) {
                read(feed);
            }
        }
        return compared();
    }

    /** A value of each device. */
    private void flow(int round) {
        List<Folded> batch = new ArrayList<>();
        TwinState before = state;
        for (int d = 0; d < DEVICES; d++) {
            long position = writer.position() + 1;
            Observation value = new Observation(
                    "urn:d:" + d,
                    "Device",
                    "level",
                    null,
                    Content.of(Value.of(round)),
                    NOON + position,
                    Quality.MEASURED,
                    null);
            batch.add(new Folded(position, NOON + position, value, writer.apply(position, NOON + position, value)));
        }
        state = writer.publish();
        broadcast.folded(batch, before, state);
    }

    private void read(Feed feed) throws InterruptedException {
        Message message = feed.next(1_000_000).orElseGet(feed::heartbeat);
        JsonNode node = JSON.readTree(message.text());
        for (JsonNode change : node.path("changes")) {
            told++;
            JsonNode changed = change.path("changed");
            newest.put(
                    changed.path("id").asString(),
                    changed.path("level").path("value").asInt());
        }
        leftOut += node.path("leftOut").asInt(0);
        cursor = node.path("cursor").asLong(0);
    }

    private List<String> compared() {
        List<String> mistakes = new ArrayList<>();
        if (told + leftOut != DEVICES * ROUNDS) {
            mistakes.add(told + " told and " + leftOut + " left out are not " + DEVICES * ROUNDS);
        }
        for (int d = 0; d < DEVICES; d++) {
            if (newest.getOrDefault("urn:d:" + d, -1) != ROUNDS) {
                mistakes.add("of device " + d + " the newest is not known");
            }
        }
        return mistakes;
    }
}
