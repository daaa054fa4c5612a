package meridian.journal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The time by which retention is kept: a wall clock that is believed only when it goes on as time does.
 *
 * <p>Somebody may set the clock a day ahead by mistake. Everything younger than a day would be dropped at once, and putting the
 * clock right again would not bring it back. So a jump forward of more than ten minutes against the machine's monotonic clock counts only after
 * it has stood for an hour; until then time goes on from before it. A jump back counts at once: it only keeps things longer. After a restart the
 * clock is taken as it is.
 *
 * <p>One thread at a time.
 */
final class SteadyClock {
    static final Duration TOLERANCE = Duration.ofMinutes(10);
    static final Duration PROBATION = Duration.ofHours(1);

    private final InstantSource clock;
    private final LongSupplier nanos;
    /** The wall clock's lead over the monotonic one that is believed. */
    private Duration lead;

    private Duration doubted = Duration.ZERO;
    private long doubtedSinceNanos;

    SteadyClock(InstantSource clock, LongSupplier nanos) {
        this.clock = clock;
        this.nanos = nanos;
        this.lead = leadNow(nanos.getAsLong());
    }

    Instant now() {
        long nanosNow = nanos.getAsLong();
        Duration leadNow = leadNow(nanosNow);
        if (leadNow.minus(lead).compareTo(TOLERANCE) <= 0 || hasStood(leadNow, nanosNow)) {
            lead = leadNow;
            doubted = Duration.ZERO;
        }
        return Instant.EPOCH.plus(lead).plusNanos(nanosNow);
    }

    private boolean hasStood(Duration leadNow, long nanosNow) {
        boolean sameDoubt = leadNow.minus(doubted).abs().compareTo(TOLERANCE) <= 0;
        if (doubted.isZero() || !sameDoubt) {
            doubted = leadNow;
            doubtedSinceNanos = nanosNow;
            return false;
        }
        return nanosNow - doubtedSinceNanos >= PROBATION.toNanos();
    }

    private Duration leadNow(long nanosNow) {
        return Duration.between(Instant.EPOCH, clock.instant()).minusNanos(nanosNow);
    }
}
