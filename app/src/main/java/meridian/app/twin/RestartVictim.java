package meridian.app.twin;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import meridian.api.TwinDoor.Handed;
import meridian.api.TwinDoor.Kind;
import meridian.api.access.Access;
import meridian.outbox.endpoint.AllowList;
import meridian.twin.entity.Content;
import meridian.twin.entity.Quality;
import meridian.twin.entity.Times;
import meridian.twin.entity.Value;
import meridian.twin.event.TwinEvent;

/** The twin that {@link RestartBench} fills, kills and opens: all that a running city's stands on, without the city. */
public final class RestartVictim {
    /** Printed when all is on the disk. */
    static final String FILLED = "filled";
    /** Printed before the seconds that opening took. */
    static final String OPENED = "opened ";

    private static final int AT_A_TIME = 2_000;
    private static final int PRODUCERS = 4;
    private static final String TYPE = "TrafficFlowObserved";

    private RestartVictim() {}

    /** {@code DATA CACHE fill ENTITIES OBSERVATIONS} until it is killed, or {@code DATA CACHE open}, which closes in order. */
    public static void main(String[] arguments) throws InterruptedException {
        long begin = System.nanoTime();
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        Path data = Path.of(arguments[0]);
        DatabasePlace place = new DatabasePlace.Embedded(data, Path.of(arguments[1]));
        Access access = Access.of(data, Clock.systemUTC());
        try (TwinHouse house = TwinHouse.open(data, place, access, AllowList.LOOPBACK, System.err::println)) {
            if (arguments[2].equals("open")) {
                System.out.println(OPENED + (System.nanoTime() - begin) / 1e9 + " "
                        + house.twin().now().size() + " " + house.twin().now().position());
                return;
            }
            fill(house.twin(), Integer.parseInt(arguments[3]), Long.parseLong(arguments[4]));
            System.out.println(FILLED);
            Thread.currentThread().join(); // Until it is killed.
        }
    }

    /** One event each, as devices send them, by several producers at a time. */
    private static void fill(LiveTwin twin, int entities, long observations) throws InterruptedException {
        AtomicLong next = new AtomicLong();
        List<Thread> producers = new ArrayList<>();
        for (int p = 0; p < PRODUCERS; p++) {
            producers.add(Thread.ofPlatform().start(() -> bring(twin, entities, observations, next)));
        }
        for (Thread producer : producers) {
            producer.join();
        }
    }

    private static void bring(LiveTwin twin, int entities, long observations, AtomicLong next) {
        SplittableRandom random = new SplittableRandom(1);
        for (long from = next.getAndAdd(AT_A_TIME); from < observations; from = next.getAndAdd(AT_A_TIME)) {
            List<Handed> batch = new ArrayList<>(AT_A_TIME);
            for (long i = from; i < Math.min(observations, from + AT_A_TIME); i++) {
                // All exist after the first round.
                long entity = i < entities ? i : random.nextLong(entities);
                batch.add(new Handed(Long.toString(i), observation(entity, random.nextInt(2_000))));
            }
            twin.take("bench", Kind.OBSERVATION, batch);
            System.out.println(from);
        }
    }

    private static TwinEvent observation(long entity, int value) {
        return new TwinEvent.Observation(
                "urn:ngsi-ld:" + TYPE + ":bench:" + entity,
                TYPE,
                "intensity",
                null,
                Content.of(Value.of((long) value)),
                Times.micros(Instant.now()),
                Quality.SIMULATED,
                "bench");
    }
}
