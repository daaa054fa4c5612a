package meridian.app.twin;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import meridian.api.TwinDoor.Handed;
import meridian.api.TwinDoor.Kind;
import meridian.api.ngsi.NgsiWording;
import meridian.bench.notifications.NotificationBench;
import meridian.journal.database.Database;
import meridian.outbox.Outbox;
import meridian.outbox.OutboxSettings;
import meridian.outbox.endpoint.AllowList;
import meridian.outbox.endpoint.Reaching;
import meridian.outbox.endpoint.Targets;
import meridian.testkit.Town;
import meridian.twin.Follower;
import meridian.twin.entity.Attribute;
import meridian.twin.entity.Content;
import meridian.twin.entity.Entity;
import meridian.twin.entity.Times;
import meridian.twin.entity.Value;
import meridian.twin.event.TwinEvent;

/** The server that {@link NotificationBench} kills: a twin with its outbox, one subscription, and updates of many entities. */
public final class NotificationVictim {
    private static final String SUBSCRIPTION = "urn:ngsi-ld:Subscription:bench";
    private static final int AT_A_TIME = 2_000;
    private static final OutboxSettings SETTINGS =
            OutboxSettings.DEFAULT.withPauses(Duration.ofMillis(100), Duration.ofSeconds(5));

    private final LiveTwin twin;
    private final int entities;
    private final int updates;

    private NotificationVictim(LiveTwin twin, int entities, int updates) {
        this.twin = twin;
        this.entities = entities;
        this.updates = updates;
    }

    /** {@code DATA CACHE URI ENTITIES UPDATES}. */
    public static void main(String[] arguments) throws InterruptedException {
        run(arguments, follower -> follower, reaching -> reaching);
    }

    /**
     * @param follower what stands between the twin and its outbox; a mutant has something there
     * @param reaching what stands between the outbox and its targets
     */
    static void run(String[] arguments, UnaryOperator<Follower> follower, UnaryOperator<Reaching> reaching)
            throws InterruptedException {
        Path data = Path.of(arguments[0]);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Reaching targets = reaching.apply(new Targets(AllowList.LOOPBACK, SETTINGS.patience()));
        try (Database database = LiveTwin.database(data, Path.of(arguments[1]))) {
            Outbox outbox =
                    Outbox.open(database, new NgsiWording(), targets, SETTINGS, Clock.systemUTC(), System.err::println);
            try (LiveTwin twin = LiveTwin.open(
                            database,
                            data.resolve("twin"),
                            Town.city(),
                            List.of(follower.apply(outbox)),
                            System.err::println);
                    outbox) {
                outbox.start(twin.past(), twin.now().position());
                subscribe(outbox, arguments[2]);
                new NotificationVictim(twin, Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4])).update();
                out.println(NotificationBench.UPDATED);
                Thread.currentThread().join(); // Until it is killed.
            }
        }
    }

    private static void subscribe(Outbox outbox, String uri) {
        String body = "{\"id\":\"" + SUBSCRIPTION + "\",\"type\":\"Subscription\",\"entities\":[{\"type\":\""
                + NotificationBench.TYPE + "\"}],\"notification\":{\"format\":\"keyValues\",\"endpoint\":{\"uri\":\""
                + uri + "\"}}}";
        // False where it was killed before.
        outbox.create(new NgsiWording().read(body), body, OptionalLong.empty());
    }

    /** Under the same names each time: what the journal has already changes nothing. */
    private void update() {
        for (int update = 1; update <= updates; update++) {
            for (int from = 0; from < entities; from += AT_A_TIME) {
                List<Handed> batch = new ArrayList<>();
                for (int i = from; i < Math.min(entities, from + AT_A_TIME); i++) {
                    batch.add(new Handed(i + "/" + update, updated(i, update)));
                }
                twin.take("bench", Kind.CHANGE, batch);
            }
        }
    }

    private static TwinEvent updated(int entity, int update) {
        String id = NotificationBench.ID + entity;
        Attribute reading = Attribute.of(NotificationBench.ATTRIBUTE, Content.of(Value.of(update)));
        long now = Times.micros(java.time.Instant.now());
        return update == 1
                ? new TwinEvent.EntityCreated(Entity.of(id, NotificationBench.TYPE, reading), now)
                : new TwinEvent.AttributesMerged(
                        id, List.of(), java.util.Optional.empty(), List.of(reading), false, now);
    }
}
