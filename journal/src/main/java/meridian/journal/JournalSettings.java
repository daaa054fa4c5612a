package meridian.journal;

import java.time.Duration;

/**
 * How much the journal holds in memory, and how long it lets wait.
 *
 * @param maxQueuedEvents events that wait or are being written, at most, telemetry at most four fifths of it; also the most
 *     that one append may have
 * @param maxQueuedBytes the same in bytes, row overhead included
 * @param maxBatchEvents events in one transaction, about at most: an append is never split
 * @param maxPayloadBytes largest payload of an event
 * @param appendPatience how long who appends events waits for room before he is refused
 * @param filterBytes memory for recognising new ids without asking the database; two bytes an id
 * @param sweepEvery how often what is over its retention is looked for
 */
public record JournalSettings(
        int maxQueuedEvents,
        long maxQueuedBytes,
        int maxBatchEvents,
        int maxPayloadBytes,
        Duration appendPatience,
        long filterBytes,
        Duration sweepEvery) {

    /** 20,000 events or 32 MiB in the queue, payloads of 1 MiB, 10 s of patience, 64 MiB for 33 million ids. */
    public static final JournalSettings DEFAULT = new JournalSettings(
            20_000, 32L << 20, 5_000, 1 << 20, Duration.ofSeconds(10), 64L << 20, Duration.ofMinutes(10));

    public JournalSettings {
        if (maxQueuedEvents < 1 || maxBatchEvents < 1 || maxPayloadBytes < 0 || filterBytes < 0) {
            throw new IllegalArgumentException("limits are positive");
        }
        if (maxQueuedBytes < 2L * maxPayloadBytes) {
            throw new IllegalArgumentException(
                    "maxQueuedBytes " + maxQueuedBytes + " must hold two of the largest payloads");
        }
        if (appendPatience.isNegative() || !sweepEvery.isPositive()) {
            throw new IllegalArgumentException("durations are positive");
        }
    }

    public JournalSettings withQueue(int events, Duration patience) {
        return new JournalSettings(
                events, maxQueuedBytes, maxBatchEvents, maxPayloadBytes, patience, filterBytes, sweepEvery);
    }

    public JournalSettings withFilterBytes(long bytes) {
        return new JournalSettings(
                maxQueuedEvents, maxQueuedBytes, maxBatchEvents, maxPayloadBytes, appendPatience, bytes, sweepEvery);
    }

    public JournalSettings withSweepEvery(Duration pause) {
        return new JournalSettings(
                maxQueuedEvents, maxQueuedBytes, maxBatchEvents, maxPayloadBytes, appendPatience, filterBytes, pause);
    }
}
