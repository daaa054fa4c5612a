package meridian.model;

import java.util.List;
import meridian.model.Finding.Kind;
import meridian.model.Finding.Severity;
import meridian.model.demand.LinkPath;
import meridian.model.demand.Trip;
import meridian.model.network.Network;

/** Trips whose path cannot be driven by their kind of vehicle. */
final class TripCheck {
    /** A demand for another network would give a million of them. */
    private static final int MOST_FINDINGS = 100;

    private final City city;
    private final Network network;
    private final List<Finding> findings;

    TripCheck(City city, List<Finding> findings) {
        this.city = city;
        this.network = city.network();
        this.findings = findings;
    }

    void run() {
        int found = 0;
        for (Trip trip : city.trips()) {
            String why = problem(trip);
            if (!why.isEmpty() && ++found <= MOST_FINDINGS) {
                int first = Math.clamp(
                        trip.path().first(), 0, Math.max(0, network.links().size() - 1));
                findings.add(new Finding(
                        Kind.TRIP_WITHOUT_WAY,
                        Severity.ERROR,
                        trip.id(),
                        city.projection().toEarth(network.link(first).shape().first()),
                        why,
                        "Match the demand to the network"));
            }
        }
    }

    /** Empty where there is none. */
    private String problem(Trip trip) {
        LinkPath path = trip.path();
        for (int i = 0; i < path.size(); i++) {
            int link = path.link(i);
            if (link < 0 || link >= network.links().size()) {
                return "it names link number " + link + ", which does not exist";
            }
            if (!network.link(link).allows(trip.type().kind())) {
                return "its kind, " + trip.type().kind() + ", may not use "
                        + network.link(link).id();
            }
            if (trip.fixed()
                    && i > 0
                    && !network.successors(path.link(i - 1), trip.type().kind()).contains(link)) {
                return "no way leads from " + network.link(path.link(i - 1)).id() + " to "
                        + network.link(link).id();
            }
        }
        return "";
    }
}
