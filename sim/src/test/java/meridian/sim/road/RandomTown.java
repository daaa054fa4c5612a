package meridian.sim.road;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import meridian.model.City;
import meridian.model.demand.LinkPath;
import meridian.model.demand.StopVisit;
import meridian.model.demand.Trip;
import meridian.model.demand.Trip.Departure;
import meridian.model.demand.VehicleType;
import meridian.model.demand.VehicleType.Following;
import meridian.model.network.Link;
import meridian.model.network.NodeControl;
import meridian.model.network.RoadClass;
import meridian.model.network.VehicleKind;
import meridian.testkit.NetworkDraft;
import meridian.testkit.Road;
import meridian.testkit.Streets;

/** A small town and its traffic, drawn from a seed: every kind of node, short and long blocks, one to three lanes, bus lanes. */
record RandomTown(City city, List<Trip> trips, RoadSettings settings) {
    /** Cars, a lorry, a bus and a smooth driver; lengths, gaps, speeds and braking differ. */
    private static final VehicleType[] TYPES = {
        VehicleType.CAR,
        new VehicleType("hasty", VehicleKind.CAR, 4, 1.5, 50, 3, 5, 9, 0.6, 0.2, 1.15, 0.15, Following.KRAUSS),
        new VehicleType("lorry", VehicleKind.TRUCK, 12, 2.5, 22, 1.3, 4, 7, 1.2, 0.5, 0.95, 0.05, Following.KRAUSS),
        new VehicleType("smooth", VehicleKind.CAR, 4.5, 2, 50, 1.5, 2, 9, 1.2, 0, 1, 0.1, Following.IDM),
        new VehicleType("bus", VehicleKind.BUS, 14, 3, 20, 1.2, 3.5, 7, 1, 0.5, 1, 0.05, Following.KRAUSS)
    };

    private static final int BUS = TYPES.length - 1;
    private static final NodeControl[] CONTROLS = {
        NodeControl.SIGNALS,
        NodeControl.SIGNALS,
        NodeControl.PRIORITY,
        NodeControl.RIGHT_BEFORE_LEFT,
        NodeControl.ALL_WAY_STOP,
        NodeControl.ROUNDABOUT,
        NodeControl.NONE
    };

    static RandomTown of(long seed) {
        Random random = new Random(seed);
        City plain = random.nextInt(6) == 0
                ? Streets.grid(1 + random.nextInt(2), 1 + random.nextInt(2), 120, 3, true)
                : grid(random);
        City city = random.nextBoolean() ? RandomSigns.putUp(plain, random) : plain;
        double step = random.nextInt(3) == 0 ? 0.5 : 1;
        double start = random.nextInt(2) * 3_600.0;
        RoadSettings settings = new RoadSettings(step, seed, start)
                .withThreads(1 + random.nextInt(2))
                .withInformed(random.nextInt(3) / 2.0)
                .withNodesKeptClear(random.nextInt(12) > 0);
        return new RandomTown(city, trips(city, random, start), settings);
    }

    private static City grid(Random random) {
        NetworkDraft draft = new NetworkDraft();
        boolean large = random.nextInt(8) == 0;
        int rows = large ? 3 : 1 + random.nextInt(2);
        int columns = 1 + random.nextInt(large ? 4 : 3);
        double[] x = places(random, columns + 2);
        double[] y = places(random, rows + 2);
        int[][] at = new int[rows + 2][columns + 2];
        for (int r = 0; r < rows + 2; r++) {
            for (int c = 0; c < columns + 2; c++) {
                boolean inside = r > 0 && r <= rows && c > 0 && c <= columns;
                boolean corner = (r == 0 || r == rows + 1) && (c == 0 || c == columns + 1);
                if (!corner) {
                    NodeControl control = inside ? CONTROLS[random.nextInt(CONTROLS.length)] : NodeControl.NONE;
                    at[r][c] = draft.node(r + "/" + c, x[c], y[r], control);
                }
            }
        }
        for (int r = 1; r <= rows; r++) {
            street(draft, random, "Street " + r, at[r]);
        }
        for (int c = 1; c <= columns; c++) {
            int[] through = new int[rows + 2];
            for (int r = 0; r < through.length; r++) {
                through[r] = at[r][c];
            }
            street(draft, random, "Avenue " + c, through);
        }
        return draft.build("Random town");
    }

    /** A street over these nodes in either direction; its first block may be missing, so that there is a node with three arms. */
    private static void street(NetworkDraft draft, Random random, String name, int[] through) {
        int[] nodes = Arrays.copyOfRange(through, random.nextInt(6) == 0 ? 1 : 0, through.length);
        if (random.nextBoolean()) {
            for (int i = 0; i < nodes.length / 2; i++) {
                int other = nodes[i];
                nodes[i] = nodes[nodes.length - 1 - i];
                nodes[nodes.length - 1 - i] = other;
            }
        }
        Road road = road(random, name);
        draft.street(random.nextInt(5) == 0 ? road.oneWay() : road, nodes);
    }

    /** Blocks of 35 to 800 m: some links are shorter than a lorry. */
    private static double[] places(Random random, int count) {
        double[] place = new double[count];
        for (int i = 1; i < count; i++) {
            place[i] = place[i - 1]
                    + (random.nextInt(3) == 0 ? 35 + 15 * random.nextDouble() : 70 + 180 * random.nextDouble());
        }
        return place;
    }

    private static Road road(Random random, String name) {
        RoadClass importance = random.nextBoolean() ? RoadClass.SECONDARY : RoadClass.RESIDENTIAL;
        Road road = Road.of(name, importance, 8 + 10 * random.nextDouble(), 1 + random.nextInt(3));
        return random.nextInt(5) == 0 && road.lanesThere() < 3 ? road.withBusLane() : road;
    }

    /** As many as block the town now and then; nobody comes after six minutes. */
    private static List<Trip> trips(City city, Random random, double start) {
        int links = city.network().links().size();
        int count = (int) (links * (4 + 12 * random.nextDouble()));
        RouteFinder routes = Traffic.routes(city);
        List<Trip> trips = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double depart = start + 360 * random.nextDouble();
            int from = random.nextInt(links);
            int to = random.nextInt(links);
            VehicleType type = TYPES[random.nextInt(TYPES.length)];
            Trip trip = Trip.between("t" + i, type, depart, from, to);
            trips.add(random.nextInt(4) == 0 || type == TYPES[BUS] ? special(city, random, routes, trip) : trip);
        }
        trips.sort(Comparator.comparingDouble(Trip::departSeconds));
        return trips;
    }

    /** On a given way, entering and leaving at stated places, buses with halts. */
    private static Trip special(City city, Random random, RouteFinder routes, Trip trip) {
        VehicleKind kind = trip.type().kind();
        LinkPath path = routes.find(trip.path().first(), trip.path().last(), kind, freeSeconds(city), 0);
        if (path == null) {
            return trip;
        }
        Link first = city.network().link(path.first());
        Departure departure = new Departure(
                random.nextInt(first.lanes().size() + 2) - 2,
                random.nextBoolean() ? Departure.BASE : first.lengthMeters() * random.nextDouble(),
                random.nextBoolean() ? Departure.MAX_SPEED : 15 * random.nextDouble());
        double arrival =
                random.nextBoolean() ? -1 : city.network().link(path.last()).lengthMeters() * random.nextDouble();
        List<StopVisit> stops = kind == VehicleKind.BUS ? stops(city, random, path, trip.departSeconds()) : List.of();
        return new Trip(trip.id(), trip.type(), trip.departSeconds(), path, true, stops, departure, arrival);
    }

    private static List<StopVisit> stops(City city, Random random, LinkPath path, double depart) {
        List<StopVisit> stops = new ArrayList<>();
        for (int i = 0; i < path.size(); i++) {
            Link link = city.network().link(path.link(i));
            if (link.lengthMeters() > 20 && random.nextInt(3) > 0) {
                // Some share their place, some are at the line.
                double share = random.nextBoolean() ? 0.7 : random.nextInt(4) == 0 ? 1 : random.nextDouble();
                double end = 15 + (link.lengthMeters() - 15) * share;
                double until = random.nextBoolean() ? -1 : depart + 60 * i;
                double dwell = 5 + random.nextInt(16);
                stops.add(new StopVisit(path.link(i), 0, end, dwell, until, random.nextBoolean()));
            }
        }
        return stops;
    }

    private static float[] freeSeconds(City city) {
        float[] seconds = new float[city.network().links().size()];
        for (int l = 0; l < seconds.length; l++) {
            seconds[l] = (float) city.network().link(l).freeFlowSeconds();
        }
        return seconds;
    }
}
