package meridian.app.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Iterator;
import java.util.Optional;
import meridian.model.demand.Trip;
import meridian.model.demand.TripSource;

/**
 * Of the trips that come next, by which a saved city knows its demand again: of the {@value #TRIPS} behind the one in hand, or as many as
 * there are.
 */
final class DemandDigest {
    private static final int TRIPS = 10_000;

    private DemandDigest() {}

    /** @param held the trip in hand; empty: nobody comes any more */
    static byte[] of(TripSource demand, Optional<Trip> held) {
        MessageDigest digest = sha256();
        if (held.isPresent()) {
            Iterator<Trip> trips = demand.trips(held.get().departSeconds());
            boolean found = false;
            for (int taken = 0; taken < TRIPS && trips.hasNext(); ) {
                Trip trip = trips.next();
                found |= trip.id().equals(held.get().id());
                if (found) {
                    taken++;
                    add(digest, trip);
                }
            }
        }
        return digest.digest();
    }

    private static void add(MessageDigest digest, Trip trip) {
        // A record's text has all of it: id, kind of vehicle, departure, links, stops.
        digest.update((trip + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
