package meridian.act.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import meridian.field.mqtt.MqttWatch;
import meridian.model.signal.Aspect;
import meridian.safety.monitor.FieldLimits;
import meridian.safety.monitor.FieldMonitor;
import meridian.safety.monitor.Lamp;
import meridian.safety.monitor.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Watches all junctions of a street and drops those that show something dangerous, to flashing amber until a person resets them; and
 * those where whoever orders has fallen silent, to their own plans until it is heard again.
 *
 * <p>Times of colours are the controllers' own, brought to this process's clock by the report that was under way for the shortest time
 * within the last minute. {@link #tick} must be called every {@value FieldMonitor#LONGEST_PAUSE_MILLIS} ms; reports come on
 * another thread.
 */
public final class StreetMonitor implements MqttWatch.Listener {
    /** What has happened, for people. */
    public interface Journal {
        void dropped(int junction, String why, boolean latched);

        /** @param by the person who said so; empty where it ended by itself */
        void released(int junction, String by);
    }

    /** Clocks drift; what was the fastest report an hour ago says nothing now. */
    private static final long WINDOW_MILLIS = 60_000;

    private static final long NEVER = Long.MAX_VALUE;

    /** A junction and what was made known of it. */
    private static final class Watched {
        final FieldMonitor monitor;
        long boot = -1;
        long lastNumber;
        boolean obeysBrain;
        boolean heard;
        /** Our clock minus the controller's, ms: the least of this window and of the one before. */
        long offset = NEVER;

        long offsetBefore = NEVER;
        long windowEndMillis;
        /** Why it is dropped now. */
        @Nullable
        String dropped;

        boolean latched;

        Watched(FieldMonitor monitor) {
            this.monitor = monitor;
        }
    }

    private final MqttWatch watch;
    private final LongSupplier clockMillis;
    private final Journal journal;
    private final List<Watched> junctions = new ArrayList<>();

    /**
     * @param limits of each junction of the street, in its order
     * @param clockMillis monotonic
     */
    public StreetMonitor(MqttWatch watch, List<FieldLimits> limits, LongSupplier clockMillis, Journal journal) {
        this.watch = watch;
        this.clockMillis = clockMillis;
        this.journal = journal;
        limits.forEach(l -> junctions.add(new Watched(new FieldMonitor(l, clockMillis.getAsLong()))));
    }

    @Override
    public synchronized void shows(
            int junction, long boot, long number, long controllerMillis, List<Aspect> aspects, boolean obeysBrain) {
        Watched watched = junctions.get(junction);
        long now = clockMillis.getAsLong();
        boolean restarted = boot != watched.boot;
        if (!restarted && number <= watched.lastNumber) {
            return;
        }
        watched.boot = boot;
        watched.lastNumber = number;
        watched.obeysBrain = obeysBrain;
        watched.heard = true;
        long since = controllerMillis + offset(watched, now - controllerMillis, restarted, now);
        for (int g = 0; g < aspects.size(); g++) {
            watched.monitor.report(g, lamp(aspects.get(g)), since);
        }
        act(junction, watched.monitor.tick(now));
    }

    private static long offset(Watched watched, long measured, boolean restarted, long now) {
        if (restarted) {
            watched.offset = NEVER;
            watched.offsetBefore = NEVER;
        }
        if (now >= watched.windowEndMillis) {
            watched.offsetBefore = watched.offset;
            watched.offset = NEVER;
            watched.windowEndMillis = now + WINDOW_MILLIS;
        }
        watched.offset = Math.min(watched.offset, measured);
        return Math.min(watched.offset, watched.offsetBefore);
    }

    private static Lamp lamp(Aspect aspect) {
        return switch (aspect) {
            // Red with a green arrow is red for who goes straight on.
            case RED, STOP_THEN_GO -> Lamp.RED;
            case RED_AMBER -> Lamp.RED_AMBER;
            case AMBER -> Lamp.AMBER;
            case GREEN_PROTECTED, GREEN_PERMITTED -> Lamp.GREEN;
            case FLASHING_AMBER, OFF -> Lamp.DARK;
        };
    }

    @Override
    public synchronized void ordered(int junction) {
        junctions.get(junction).monitor.heardBrain(clockMillis.getAsLong());
    }

    @Override
    public synchronized void reset(int junction, String by) {
        Watched watched = junctions.get(junction);
        watched.monitor.reset(clockMillis.getAsLong());
        watched.latched = false;
        release(junction, watched, by);
    }

    @Override
    public synchronized void dropped(int junction, String why, boolean latched) {
        Watched watched = junctions.get(junction);
        if (watched.dropped == null || latched && !watched.latched) {
            // By a monitor before this one: what is latched stays so, the rest ends when all is well.
            watched.dropped = why;
            watched.latched = latched;
            journal.dropped(junction, why, latched);
        }
    }

    @Override
    public synchronized void back() {
        for (int j = 0; j < junctions.size(); j++) {
            tell(j, junctions.get(j));
        }
    }

    /** Time passes. */
    public synchronized void tick() {
        long now = clockMillis.getAsLong();
        for (int j = 0; j < junctions.size(); j++) {
            act(j, junctions.get(j).monitor.tick(now));
        }
    }

    /** Junctions that are dropped now. */
    public synchronized int droppedNow() {
        return (int)
                junctions.stream().filter(watched -> watched.dropped != null).count();
    }

    private void act(int junction, Verdict verdict) {
        Watched watched = junctions.get(junction);
        switch (verdict) {
            case Verdict.Fine fine -> {
                if (watched.dropped != null && !watched.latched) {
                    release(junction, watched, "");
                }
            }
            case Verdict.BrainSilent silent -> {
                if (watched.obeysBrain) {
                    drop(junction, watched, words(verdict), false);
                }
            }
            case Verdict.FieldSilent silent -> {
                if (watched.heard) {
                    drop(junction, watched, words(verdict), false);
                }
            }
            case Verdict.Conflict conflict -> drop(junction, watched, words(verdict), true);
            case Verdict.ShortClearance clearance -> drop(junction, watched, words(verdict), true);
            case Verdict.ShortAmber amber -> drop(junction, watched, words(verdict), true);
        }
    }

    private void drop(int junction, Watched watched, String why, boolean latched) {
        if (watched.dropped != null && (watched.latched || !latched)) {
            return;
        }
        watched.dropped = why;
        watched.latched |= latched;
        tell(junction, watched);
        journal.dropped(junction, why, latched);
    }

    private void tell(int junction, Watched watched) {
        String why = watched.dropped;
        if (why != null) {
            MqttWatch.Fallback to = watched.latched ? MqttWatch.Fallback.FLASH : MqttWatch.Fallback.PLAN;
            watch.drop(junction, to, why, watched.latched);
        }
    }

    private void release(int junction, Watched watched, String by) {
        watched.dropped = null;
        watch.release(junction);
        journal.released(junction, by);
    }

    private static String words(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Fine fine -> "";
            case Verdict.BrainSilent silent -> "nobody has ordered anything for 2 s";
            case Verdict.FieldSilent silent -> "its controller has reported nothing for 2 s";
            case Verdict.Conflict(int group, int other, long since, long lasted) ->
                "groups " + group + " and " + other + " are green together for " + lasted + " ms";
            case Verdict.ShortClearance(int group, int other, long at, long cleared, long needed) ->
                String.format(
                        Locale.ROOT,
                        "group %d became green %d ms after the green of group %d, which needs %d ms to clear",
                        group,
                        cleared,
                        other,
                        needed);
            case Verdict.ShortAmber(int group, long at, long shown, long needed) ->
                "the amber of group " + group + " lasted " + shown + " ms of " + needed;
        };
    }
}
