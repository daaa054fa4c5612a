package meridian.journal;

import java.util.concurrent.atomic.LongAdder;

/** A declared stream with its counts. Safe for all threads. */
final class StreamState {
    final int number;
    final LongAdder stored = new LongAdder();
    final LongAdder duplicates = new LongAdder();
    final LongAdder shed = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder failed = new LongAdder();

    private volatile Stream stream;
    /** Of its newest event on the disk, 0 while there is none; only the writer raises it. */
    private volatile long lastPosition;

    StreamState(int number, Stream stream, long lastPosition) {
        this.number = number;
        this.stream = stream;
        this.lastPosition = lastPosition;
    }

    Stream stream() {
        return stream;
    }

    void declareAgain(Stream changed) {
        stream = changed;
    }

    long lastPosition() {
        return lastPosition;
    }

    void wroteUpTo(long position) {
        lastPosition = position;
    }

    StreamCounts counts() {
        return new StreamCounts(stored.sum(), duplicates.sum(), shed.sum(), refused.sum(), failed.sum());
    }
}
