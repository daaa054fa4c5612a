package meridian.app.twin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import meridian.api.TwinDoor;
import meridian.field.LinkCount;
import meridian.model.network.Network;
import meridian.twin.city.CityIds;
import meridian.twin.city.LinkFigures;
import meridian.twin.entity.Limits;
import meridian.twin.entity.Quality;
import meridian.twin.event.TwinEvent;
import meridian.twin.event.TwinEvent.Observation;

/**
 * Brings what the simulated field counts to the twin, through the door that real devices use, marked as simulated.
 *
 * <p>Observed is when it was counted by the clock on the wall. A simulated city that runs faster counts its minutes in less time: the
 * stretch that an observation is of keeps its simulated length, so that vehicles an hour come out right, and stretches overlap.
 *
 * <p>The city's thread never waits for it: what the twin cannot take in time is left out, and counted.
 */
public final class FieldFeed implements Consumer<List<LinkCount>>, AutoCloseable {
    static final String PRODUCER = "simulated-field";

    private final TwinDoor twin;
    private final Network network;
    private final CityIds ids;
    private final Consumer<String> say;
    private final IntPredicate countedOutside;
    private final ArrayBlockingQueue<List<LinkCount>> waiting = new ArrayBlockingQueue<>(2);
    private final Thread thread;
    /** Tells this start's events from those of others. */
    private final String run = UUID.randomUUID().toString();

    private long number;
    private final AtomicLong leftOut = new AtomicLong();

    /**
     * @param cityName as the city's entities have it in their ids
     * @param countedOutside links of which somebody outside says how it is: of those nothing simulated is said
     */
    public FieldFeed(
            TwinDoor twin, Network network, String cityName, IntPredicate countedOutside, Consumer<String> say) {
        this.twin = twin;
        this.network = network;
        this.say = say;
        this.countedOutside = countedOutside;
        ids = new CityIds(cityName);
        thread = Thread.ofVirtual().name("field-feed").start(this::bring);
    }

    @Override
    public void accept(List<LinkCount> counts) {
        if (!waiting.offer(counts)) {
            leftOut.addAndGet(counts.size());
        }
    }

    /** Links whose counts found no room. */
    public long leftOutCount() {
        return leftOut.get();
    }

    private void bring() {
        try {
            while (true) {
                bring(waiting.take());
            }
        } catch (InterruptedException e) {
            // That is how it ends.
            Thread.currentThread().interrupt();
        }
    }

    private void bring(List<LinkCount> counts) {
        Instant now = Instant.now();
        List<TwinDoor.Handed> events = new ArrayList<>();
        List<Observation> together = new ArrayList<>();
        for (LinkCount count : counts) {
            if (countedOutside.test(count.link())) {
                continue;
            }
            List<Observation> made = observations(count, now);
            if (together.size() + made.size() > Limits.OBSERVATIONS) {
                events.add(handed(together));
                together = new ArrayList<>();
            }
            together.addAll(made);
        }
        if (!together.isEmpty()) {
            events.add(handed(together));
        }
        try {
            twin.take(PRODUCER, TwinDoor.Kind.OBSERVATION, events);
        } catch (TwinDoor.Overloaded e) {
            leftOut.addAndGet(counts.size());
            say.accept("counts of the simulated field left out: " + e.getMessage());
        }
    }

    private TwinDoor.Handed handed(List<Observation> together) {
        return new TwinDoor.Handed(run + "/" + number++, new TwinEvent.Observations(together));
    }

    private List<Observation> observations(LinkCount count, Instant now) {
        LinkFigures figures = new LinkFigures(
                now.minusMillis(Math.round(count.seconds() * 1000)),
                now,
                count.vehicles(),
                count.speedMps(),
                OptionalDouble.of(count.occupancy()));
        return figures.observations(ids, network.link(count.link()).id(), Quality.SIMULATED, PRODUCER);
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
