package meridian.journal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A wall clock that people set, beside a monotonic one that they cannot. */
final class SettableClock implements InstantSource {
    private volatile Instant now;
    private volatile long nanos;

    SettableClock(String now) {
        this.now = Instant.parse(now);
    }

    @Override
    public Instant instant() {
        return now;
    }

    long nanos() {
        return nanos;
    }

    /** Time goes by. */
    void pass(Duration time) {
        now = now.plus(time);
        nanos += time.toNanos();
    }

    /** Somebody sets the clock; no time goes by. */
    void jump(Duration by) {
        now = now.plus(by);
    }
}
