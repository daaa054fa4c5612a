package meridian.outbox;

import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * What all deliveries have in common.
 *
 * @param nanos the machine's monotonic clock, or a test's
 * @param database who may ask it at a time: the doors need connections as well
 * @param sending what may be on its way at a time, of all subscriptions
 * @param subscriptions how many share memory and room
 */
record Shared(
        Store store,
        Wording wording,
        OutboxSettings settings,
        InstantSource clock,
        LongSupplier nanos,
        Semaphore database,
        Semaphore sending,
        AtomicInteger subscriptions) {
    private static final int QUESTIONS = 3;
    private static final int SENDING = 256;

    static Shared of(Store store, Wording wording, OutboxSettings settings, InstantSource clock, LongSupplier nanos) {
        return new Shared(
                store,
                wording,
                settings,
                clock,
                nanos,
                new Semaphore(QUESTIONS),
                new Semaphore(SENDING),
                new AtomicInteger());
    }
}
