package meridian.outbox;

import java.util.ArrayDeque;

/** What waits of one entity, in order; the first alone may be on its way. Belongs to its delivery's thread. */
final class Line implements Comparable<Line> {
    final String entity;
    final ArrayDeque<Row> rows = new ArrayDeque<>();
    /** Failures and refusals of the first row. */
    int failures;

    int refusals;
    long firstFailureNanos;
    /** The first row is not sent before. */
    long dueNanos;

    Line(String entity) {
        this.entity = entity;
    }

    /** The first row is done. */
    void advance() {
        rows.removeFirst();
        startOver();
    }

    void startOver() {
        failures = 0;
        refusals = 0;
        firstFailureNanos = 0;
        dueNanos = 0;
    }

    void failed(boolean refused, long nowNanos, long pauseNanos) {
        if (failures == 0) {
            firstFailureNanos = nowNanos;
        }
        failures++;
        refusals += refused ? 1 : 0;
        dueNanos = nowNanos + pauseNanos;
    }

    /** By when they are due; nanoseconds may wrap around. */
    @Override
    public int compareTo(Line other) {
        return Long.compare(dueNanos - other.dueNanos, 0);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
