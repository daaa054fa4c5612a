package meridian.api.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How often one may ask. A caller has as many requests a second as the key says, and two seconds' worth at once. An address
 * has one failed try a second, and ten at once.
 *
 * <p>Only failed tries count, and only they are refused: who has the right secret is let in however many wrong ones came from
 * the same address before. That keeps a broken device from locking out the people beside it, and costs nothing, for 256 random
 * bits are not guessed at any rate. The limit is there to keep the noise down.
 *
 * <p>Memory is bounded: buckets that nobody used for longest are forgotten. Safe for all threads.
 */
public final class RateLimits {
    static final double SECONDS_AT_ONCE = 2;
    static final double FAILURES_PER_SECOND = 1;
    static final double FAILURES_AT_ONCE = 10;
    private static final int MOST_BUCKETS = 10_000;
    private static final int SITE_BYTES = 8;

    private final LongSupplier nanos;
    private final Map<String, TokenBucket> buckets = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TokenBucket> eldest) {
            return size() > MOST_BUCKETS;
        }
    };

    /** @param nanos a clock that only goes forward, such as {@link System#nanoTime} */
    public RateLimits(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Counts a request of theirs: 0 where it may go on, else the seconds after which to ask again. */
    public int request(Caller caller) {
        double capacity = Math.max(1, SECONDS_AT_ONCE * caller.perSecond());
        return bucket("caller " + caller.id(), caller.perSecond(), capacity).take(nanos.getAsLong());
    }

    /** Counts a wrong secret from there: 0 where it may be told so, else the seconds after which to try again. */
    public int failure(InetAddress from) {
        return failure(site(from));
    }

    /** The same, of those of whom only this is known. */
    public int failure(String from) {
        return bucket("failures " + from, FAILURES_PER_SECOND, FAILURES_AT_ONCE).take(nanos.getAsLong());
    }

    private TokenBucket bucket(String name, double perSecond, double capacity) {
        synchronized (buckets) {
            return buckets.computeIfAbsent(name, n -> new TokenBucket(perSecond, capacity, nanos.getAsLong()));
        }
    }

    /** Whoever has one IPv6 address has the 2⁶⁴ beside it. */
    private static String site(InetAddress from) {
        byte[] bytes = from.getAddress();
        return HexFormat.of().formatHex(from instanceof Inet6Address ? Arrays.copyOf(bytes, SITE_BYTES) : bytes);
    }
}
