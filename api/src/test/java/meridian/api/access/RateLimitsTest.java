package meridian.api.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5 * SECOND);
    private final RateLimits limits = new RateLimits(nanos::get);

    private static Caller caller(String id, double perSecond) {
        return new Caller(Caller.Kind.KEY, id, id, Grant.ALL, perSecond);
    }

    /** Ten a second: twenty at once, then one each tenth of a second, also when the clock runs over. */
    @Test
    void aCallerHasTwoSecondsWorthAtOnceAndThenItsRate() {
        Caller caller = caller("a", 10);
        for (int i = 0; i < 20; i++) {
            assertEquals(0, limits.request(caller), "request " + i);
        }
        assertEquals(1, limits.request(caller));
        for (int i = 0; i < 100; i++) {
            nanos.addAndGet(SECOND / 10);
            assertEquals(0, limits.request(caller), "tenth " + i);
            assertEquals(1, limits.request(caller), "tenth " + i);
        }
    }

    @Test
    void oneCallerDoesNotTakeFromAnother() {
        Caller greedy = caller("greedy", 1);
        while (limits.request(greedy) == 0) {
            // Until it has had enough.
        }
        assertEquals(0, limits.request(caller("modest", 1)));
    }

    @Test
    void tenFailuresAtOnceThenOneASecondFromAnAddress() throws UnknownHostException {
        InetAddress from = InetAddress.getByName("192.0.2.1");
        for (int i = 0; i < 10; i++) {
            assertEquals(0, limits.failure(from));
        }
        assertEquals(1, limits.failure(from));
        assertEquals(0, limits.failure(InetAddress.getByName("192.0.2.2")));
        nanos.addAndGet(SECOND);
        assertEquals(0, limits.failure(from));
    }

    @Test
    void theAddressesOfOneIpv6NetworkCountAsOne() throws UnknownHostException {
        for (int i = 0; i < 10; i++) {
            assertEquals(0, limits.failure(InetAddress.getByName("2001:db8::" + i)));
        }
        assertTrue(limits.failure(InetAddress.getByName("2001:db8::ffff")) > 0);
        assertEquals(0, limits.failure(InetAddress.getByName("2001:db8:0:1::1")));
    }
}
