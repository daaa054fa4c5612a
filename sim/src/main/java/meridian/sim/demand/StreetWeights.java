package meridian.sim.demand;

import java.util.BitSet;
import java.util.Map;
import meridian.model.City;
import meridian.model.network.Link;
import meridian.model.network.RoadClass;
import meridian.model.network.VehicleKind;
import meridian.model.place.Address;
import meridian.model.place.Place;
import meridian.model.place.PlaceKind;

/**
 * How many trip ends lie on each link: addresses and places are set down on the nearest street where one may stop. A city
 * that knows no addresses has one every so many metres of street; a purpose without places is spread the same way.
 */
final class StreetWeights {
    private static final double SHORTEST_METERS = 15;
    private static final double METERS_PER_ADDRESS = 20;

    /** Links on which a trip may begin or end. */
    final BitSet suitable;

    private final City city;
    private final NearestLink nearest;
    private final double[] homes;

    StreetWeights(City city, Reachable reachable) {
        this.city = city;
        this.suitable = new BitSet();
        reachable.core().stream().filter(this::mayStop).forEach(suitable::set);
        this.nearest = new NearestLink(city.network(), suitable.stream().toArray());
        this.homes = fromAddresses();
    }

    private boolean mayStop(int l) {
        Link link = city.network().link(l);
        boolean street =
                switch (link.roadClass()) {
                    case MOTORWAY, TRUNK, LINK_RAMP -> false;
                    case PRIMARY, SECONDARY, TERTIARY, UNCLASSIFIED, RESIDENTIAL, LIVING_STREET, SERVICE, OTHER -> true;
                };
        return street && link.lengthMeters() >= SHORTEST_METERS && link.allows(VehicleKind.CAR);
    }

    private double[] fromAddresses() {
        double[] weight = new double[city.network().links().size()];
        for (Address address : city.places().addresses()) {
            int link = nearest.to(address.at());
            if (link != NearestLink.NONE) {
                weight[link]++;
            }
        }
        return java.util.Arrays.stream(weight).sum() > 0 ? weight : fromLengths();
    }

    private double[] fromLengths() {
        double[] weight = new double[city.network().links().size()];
        suitable.stream().forEach(l -> {
            Link link = city.network().link(l);
            weight[l] = density(link.roadClass()) * link.lengthMeters() / METERS_PER_ADDRESS;
        });
        return weight;
    }

    /** Addresses on a street of this class, against a residential one. Our estimate. */
    private static double density(RoadClass roadClass) {
        return switch (roadClass) {
            case RESIDENTIAL, LIVING_STREET, UNCLASSIFIED -> 1;
            case TERTIARY, SECONDARY -> 0.8;
            case PRIMARY -> 0.5;
            case SERVICE, OTHER -> 0.2;
            case MOTORWAY, TRUNK, LINK_RAMP -> 0;
        };
    }

    double[] homes() {
        return homes.clone();
    }

    /** Weights of places by kind, plus so much for each address. */
    double[] places(Map<PlaceKind, Double> kinds, double address) {
        double[] weight = new double[homes.length];
        for (int l = 0; l < weight.length; l++) {
            weight[l] = address * homes[l];
        }
        for (Place place : city.places().points()) {
            double attracts = kinds.getOrDefault(place.kind(), 0.0);
            int link = attracts > 0 ? nearest.to(place.at()) : NearestLink.NONE;
            if (link != NearestLink.NONE) {
                weight[link] += attracts;
            }
        }
        return java.util.Arrays.stream(weight).sum() > 0 ? weight : fromLengths();
    }
}
