package meridian.act.corridor;

import java.util.List;
import java.util.Optional;
import meridian.decide.Snapshot;
import meridian.decide.corridor.EmergencyRequest;
import meridian.decide.corridor.WayLink;

/** Finds ways for vehicles that ask for a corridor. */
public interface WayFinder {
    /**
     * A way.
     *
     * @param links the first is where the vehicle is, the last its destination
     * @param seconds that it should take, the first link left out
     */
    record Found(List<WayLink> links, double seconds) {
        public Found {
            links = List.copyOf(links);
        }
    }

    /** The fastest way from a link on; empty where there is none, or none that is open. */
    Optional<Found> find(EmergencyRequest request, int fromLink, Snapshot now);

    /** What a known way should take now, its first link left out, s; infinite where a road on it is closed. */
    double seconds(EmergencyRequest request, List<WayLink> way, Snapshot now);
}
