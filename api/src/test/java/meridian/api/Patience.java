package meridian.api;

import java.util.concurrent.Callable;

/** Waits for what another thread does, a minute at most: a loaded machine is slow, not broken. */
final class Patience {
    private static final long NANOS = 60_000_000_000L;

    private Patience() {}

    /** @param what is waited for, for whoever reads that it never came */
    static void await(String what, Callable<Boolean> there) {
        long until = System.nanoTime() + NANOS;
        try {
            while (!there.call()) {
                if (System.nanoTime() > until) {
                    throw new AssertionError("waited a minute in vain for " + what);
                }
                // What is waited for tells nobody when it comes.
                Thread.sleep(20);
            }
        } catch (Exception e) {
            throw new AssertionError("while waiting for " + what, e);
        }
    }
}
