package meridian.formats.sumo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import meridian.formats.ReadReport;
import meridian.formats.sumo.Ride.Way;
import meridian.model.demand.LinkPath;
import meridian.model.demand.StopVisit;
import meridian.model.demand.Trip;
import meridian.model.demand.VehicleType;
import meridian.model.network.Link;
import meridian.model.network.Movement;
import meridian.model.network.Network;
import meridian.model.network.VehicleKind;

/** From rides to trips: looks names up, and leaves out what cannot be driven. */
final class TripConversion {
    private final Network network;
    private final DemandFileReader demand;
    private final ReadReport report;
    private final HaltConversion halts;
    private final Set<String> ids = new HashSet<>();
    /** Links that a kind may enter next; routes ask for the same ones again and again. */
    private final Map<VehicleKind, Map<Integer, Set<Integer>>> successors = new HashMap<>();

    TripConversion(Network network, RoadIndex index, DemandFileReader demand, ReadReport report) {
        this.network = network;
        this.demand = demand;
        this.report = report;
        this.halts = new HaltConversion(network, index, demand.stops(), report);
    }

    /**
     * @param endSeconds vehicles that depart then or later are left out, as SUMO does; negative for no end
     * @return in order of departure
     */
    List<Trip> trips(double beginSeconds, double endSeconds) {
        List<Trip> trips = new ArrayList<>();
        for (Ride ride : demand.rides()) {
            try {
                trips.add(trip(ride, beginSeconds, endSeconds));
            } catch (Rejected | IllegalArgumentException e) {
                report.skipped("vehicle", String.valueOf(e.getMessage()), ride.place() + " (" + ride.id() + ")");
            }
        }
        trips.sort(Comparator.comparingDouble(Trip::departSeconds));
        report.took("trip", trips.size());
        return trips;
    }

    /** A ride that cannot be driven; the message is the reason, without its place, so that reasons can be counted. */
    static final class Rejected extends RuntimeException {
        private static final long serialVersionUID = 1;

        Rejected(String reason) {
            super(reason, null, false, false);
        }
    }

    private Trip trip(Ride ride, double beginSeconds, double endSeconds) {
        if (ride.departSeconds() < Math.max(0, beginSeconds)) {
            throw new Rejected("it departs before the simulation begins at " + Math.max(0, beginSeconds) + " s");
        }
        if (endSeconds >= 0 && ride.departSeconds() >= endSeconds) {
            throw new Rejected("it departs after the simulation ends at " + endSeconds + " s");
        }
        VehicleType type = demand.types()
                .find(ride.type(), ride.id())
                .orElseThrow(() -> new Rejected(demand.types().whyMissing(ride.type())));
        boolean whole = !(ride.way() instanceof Way.Ends);
        LinkPath path = path(ride, ride.way());
        check(path, type.kind(), whole);
        List<Ride.Halt> wanted = new ArrayList<>(ride.halts());
        if (ride.way() instanceof Way.Named(String route)) {
            wanted.addAll(0, demand.haltsOfRoute(route, ride.id()));
        }
        List<StopVisit> stops = halts.visits(ride, wanted, path, whole);
        LinkPath withStops = whole ? path : halts.through(path, stops);
        Trip trip = new Trip(
                ride.id(),
                type,
                ride.departSeconds(),
                withStops,
                whole,
                stops,
                departure(ride, network.link(path.first()), type.kind()),
                arrival(ride, network.link(path.last())));
        if (!ids.add(ride.id())) {
            throw new Rejected("its id stands twice");
        }
        return trip;
    }

    private LinkPath path(Ride ride, Way way) {
        return switch (way) {
            case Way.Whole(LinkPath path) -> path;
            case Way.Ends(LinkPath path) -> path;
            case Way.Wrong(String reason) -> throw new Rejected(reason);
            case Way.Named(String route) -> {
                Optional<Way> found = demand.findRoute(route, ride.id());
                yield path(ride, found.orElseThrow(() -> new Rejected("its route is not defined")));
            }
        };
    }

    private void check(LinkPath path, VehicleKind kind, boolean whole) {
        for (int i = 0; i < path.size(); i++) {
            if (!network.link(path.link(i)).allows(kind)) {
                throw new Rejected("it may not use an edge of its route (" + kind + ")");
            }
            if (whole && i > 0 && !successors(path.link(i - 1), kind).contains(path.link(i))) {
                throw new Rejected("its route jumps between edges that are not connected for it");
            }
        }
    }

    private Set<Integer> successors(int link, VehicleKind kind) {
        return successors.computeIfAbsent(kind, k -> new HashMap<>()).computeIfAbsent(link, k -> {
            Set<Integer> next = new HashSet<>();
            for (int m : network.movementsFrom(link)) {
                Movement movement = network.movement(m);
                if (lane(link, movement.fromLane(), kind) && lane(movement.toLink(), movement.toLane(), kind)) {
                    next.add(movement.toLink());
                }
            }
            return next;
        });
    }

    private boolean lane(int link, int lane, VehicleKind kind) {
        return network.link(link).lanes().get(lane).access().allows(kind);
    }

    private static Trip.Departure departure(Ride ride, Link first, VehicleKind kind) {
        return new Trip.Departure(
                lane(ride, first, kind),
                position(ride.id(), ride.departure().position(), first, Trip.Departure.BASE),
                speed(ride.departure().speed()));
    }

    private static int lane(Ride ride, Link first, VehicleKind kind) {
        String lane = ride.departure().lane();
        return switch (lane) {
            case "best", "best_prob" -> Trip.Departure.BEST_LANE;
            case "free", "allowed" -> Trip.Departure.FREE_LANE;
            case "first" -> open(first, kind, 0);
            case "random" -> open(first, kind, Chance.of("lane of " + ride.id()));
            default -> {
                if (!lane.matches("\\d{1,3}")
                        || Integer.parseInt(lane) >= first.lanes().size()) {
                    throw new Rejected("its departLane does not exist");
                }
                yield Integer.parseInt(lane);
            }
        };
    }

    /** One of the lanes that this kind may use, counted from the kerb. */
    private static int open(Link link, VehicleKind kind, double chance) {
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < link.lanes().size(); i++) {
            if (link.lanes().get(i).access().allows(kind)) {
                open.add(i);
            }
        }
        return open.get((int) (chance * open.size()));
    }

    private static double position(String id, String text, Link link, double otherwise) {
        double length = link.lengthMeters();
        return switch (text) {
            case "base", "last", "free", "random_free", "stop", "splitFront", "max" -> otherwise;
            case "random" -> Chance.of("position of " + id) * length;
            case "center" -> length / 2;
            default -> {
                double stated = number(text);
                yield Math.clamp(stated < 0 ? stated + length : stated, 0, length);
            }
        };
    }

    private static double speed(String text) {
        return switch (text) {
            case "max", "desired", "speedLimit", "last", "avg", "random" -> Trip.Departure.MAX_SPEED;
            default -> Math.max(0, number(text));
        };
    }

    private static double arrival(Ride ride, Link last) {
        return position("arrival of " + ride.id(), ride.arrival(), last, -1);
    }

    private static double number(String text) {
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new Rejected("a departure or arrival value is neither a number nor a known word");
    }
}
