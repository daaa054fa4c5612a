package meridian.outbox.endpoint;

import meridian.twin.subscription.Endpoint;

/** How subscribers are reached; {@link Targets}, unless a test has another way. Safe for all threads. */
public interface Reaching {
    /**
     * Looks whether an endpoint can be used, without asking the network.
     *
     * @throws NotAllowed where it cannot, with the reason
     */
    void check(Endpoint endpoint);

    /** @throws NotAllowed where it cannot be used */
    Target open(Endpoint endpoint);
}
