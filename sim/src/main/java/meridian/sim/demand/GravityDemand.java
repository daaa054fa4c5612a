package meridian.sim.demand;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;
import meridian.model.City;
import meridian.model.demand.HourlyProfile;
import meridian.model.demand.Trip;
import meridian.model.demand.TripSource;
import meridian.model.network.Network;
import meridian.model.network.VehicleKind;

/**
 * A weekday's trips, made minute by minute from a {@link DemandModel}.
 *
 * <p>A trip depends on the city, the model, the seed, its minute and its number in that minute, and on nothing else: whoever
 * asks for the trips from nine o'clock on gets exactly those that a whole day would have had. Number and times of a minute's
 * trips follow the profiles without chance; what is drawn are purpose, places and vehicle.
 *
 * <p>Immutable and safe for all threads; each iterator belongs to one.
 */
public final class GravityDemand implements TripSource {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    /** What a stream of trips is. */
    private enum Course {
        FROM_HOME,
        TO_HOME,
        BETWEEN_PLACES,
        INTO_CITY,
        OUT_OF_CITY,
        THROUGH
    }

    private record Stream(Course course, int purpose) {}

    private final Network network;
    private final long seed;
    private final int days;
    private final List<Stream> streams = new ArrayList<>();
    private final DayCurve curve;
    private final TripEnds homes;
    private final List<TripEnds> places = new ArrayList<>();
    private final List<GravityMatrix> matrices = new ArrayList<>();
    private final double[] purposeUpTo;
    private final Gates gates;
    private final VehicleKind[] kinds;
    private final double[] kindUpTo;
    private final int zoneCount;

    private GravityDemand(City city, DemandModel model, long seed, int days) {
        this.network = city.network();
        this.seed = seed;
        this.days = days;
        Reachable reachable = Reachable.of(network);
        StreetWeights weights = new StreetWeights(city, reachable);
        Zones zones = Zones.of(network, weights.suitable, model.zoneMeters());
        this.zoneCount = zones.count;
        this.gates = Gates.of(network, reachable);
        this.homes = new TripEnds(zones, weights.homes());
        for (DemandModel.Purpose purpose : model.purposes()) {
            TripEnds ends = new TripEnds(zones, weights.places(purpose.places(), purpose.address()));
            TripEnds starts = purpose.fromHome() ? homes : ends;
            places.add(ends);
            matrices.add(GravityMatrix.of(
                    zones, starts.zoneWeight, ends.zoneWeight, purpose.balanced(), purpose.meanKilometers()));
        }
        this.purposeUpTo = Draw.runningSums(model.purposes().stream()
                .mapToDouble(DemandModel.Purpose::share)
                .toArray());
        this.curve = new DayCurve(zoneCount == 0 ? List.of() : flows(model));
        TreeMap<VehicleKind, Double> mix = new TreeMap<>(model.vehicles());
        this.kinds = mix.keySet().toArray(VehicleKind[]::new);
        this.kindUpTo = Draw.runningSums(
                mix.values().stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** The trips of one weekday. */
    public static GravityDemand of(City city, DemandModel model, long seed) {
        return of(city, model, seed, 1);
    }

    /** @param days how many weekdays follow each other, 1 or more; each has its own trips */
    public static GravityDemand of(City city, DemandModel model, long seed, int days) {
        if (days < 1) {
            throw new IllegalArgumentException("demand lasts one day or more, got " + days);
        }
        return new GravityDemand(city, model, seed, days);
    }

    private List<DayCurve.Flow> flows(DemandModel model) {
        List<DayCurve.Flow> flows = new ArrayList<>();
        double inside = model.population() * model.tripsPerPersonAndDay();
        for (int p = 0; p < model.purposes().size(); p++) {
            DemandModel.Purpose purpose = model.purposes().get(p);
            double trips = inside * purpose.share();
            if (purpose.fromHome()) {
                add(flows, new Stream(Course.FROM_HOME, p), trips / 2, purpose.there());
                add(flows, new Stream(Course.TO_HOME, p), trips / 2, purpose.back());
            } else {
                add(flows, new Stream(Course.BETWEEN_PLACES, p), trips, purpose.there());
            }
        }
        if (!gates.isEmpty()) {
            DemandModel.Edge edge = model.edge();
            double wanted = inside * edge.share() / 2;
            double possible = Math.min(gates.mostTripsPerDay(edge.inward()), gates.mostTripsPerDay(edge.outward()));
            double each = Math.min(wanted, possible);
            double half = each * (1 - edge.through());
            double through = each * edge.through();
            add(flows, new Stream(Course.INTO_CITY, 0), half, edge.inward());
            add(flows, new Stream(Course.OUT_OF_CITY, 0), half, edge.outward());
            add(flows, new Stream(Course.THROUGH, 0), through, edge.inward());
            add(flows, new Stream(Course.THROUGH, 0), through, edge.outward());
        }
        return flows;
    }

    private void add(List<DayCurve.Flow> flows, Stream stream, double tripsPerDay, HourlyProfile profile) {
        streams.add(stream);
        flows.add(new DayCurve.Flow(tripsPerDay, profile));
    }

    /** Zones between which the trips are spread. */
    public int zoneCount() {
        return zoneCount;
    }

    /** Trips that depart in this hour of a day, 0 to 23. */
    public long tripsInHour(int hour) {
        long sum = 0;
        for (int m = hour * 60; m < hour * 60 + 60; m++) {
            sum += curve.trips(m);
        }
        return sum;
    }

    /** Mean distance of a purpose's trips as the crow flies, as it came out of the city's shape, km. */
    double meanKilometers(int purpose) {
        return matrices.get(purpose).meanKilometers();
    }

    @Override
    public OptionalLong count() {
        return OptionalLong.of(curve.tripsPerDay() * days);
    }

    @Override
    public Iterator<Trip> trips(double fromSeconds) {
        return new Iterator<>() {
            private final long end = (long) days * DayCurve.MINUTES;
            private long minute = Math.max(0, (long) Math.floor(fromSeconds / 60));
            private int number;

            {
                skip();
            }

            /** To the first trip of the minute that is not too early. */
            private void skip() {
                while (hasNext() && departure(minute, number) < fromSeconds) {
                    number++;
                }
            }

            @Override
            public boolean hasNext() {
                while (minute < end && number >= curve.trips((int) (minute % DayCurve.MINUTES))) {
                    minute++;
                    number = 0;
                }
                return minute < end;
            }

            @Override
            public Trip next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("no trip departs after the last day");
                }
                return trip(minute, number++);
            }
        };
    }

    /** Evenly over the minute, in whole tenths of a second. */
    private double departure(long minute, int number) {
        int all = curve.trips((int) (minute % DayCurve.MINUTES));
        return minute * 60 + Math.floor(600.0 * (number + 0.5) / all) / 10;
    }

    private Trip trip(long minute, int number) {
        SplittableRandom random = new SplittableRandom((seed * GOLDEN + minute) * GOLDEN + number);
        int ofDay = (int) (minute % DayCurve.MINUTES);
        Stream stream = streams.get(curve.drawFlow(ofDay, random.nextDouble()));
        int[] ends = ends(stream, random);
        for (int again = 0; ends[0] == ends[1] && again < 5; again++) {
            ends = ends(stream, random);
        }
        VehicleKind kind = kinds[Draw.from(kindUpTo, 0, kinds.length, random.nextDouble())];
        if (!network.link(ends[0]).allows(kind) || !network.link(ends[1]).allows(kind)) {
            kind = VehicleKind.CAR;
        }
        long day = minute / DayCurve.MINUTES;
        String id = (day == 0 ? "" : day + "+") + clock(ofDay) + "-" + number;
        return Trip.between(id, VehicleTypes.of(kind), departure(minute, number), ends[0], ends[1]);
    }

    private static String clock(int minute) {
        int clock = minute / 60 * 100 + minute % 60;
        return String.valueOf(10_000 + clock).substring(1);
    }

    /** First and last link. */
    private int[] ends(Stream stream, SplittableRandom random) {
        return switch (stream.course()) {
            case FROM_HOME -> pair(stream.purpose(), homes, random);
            case TO_HOME -> {
                int[] there = pair(stream.purpose(), homes, random);
                yield new int[] {there[1], there[0]};
            }
            case BETWEEN_PLACES -> pair(stream.purpose(), places.get(stream.purpose()), random);
            case INTO_CITY -> new int[] {gates.drawEntry(random.nextDouble()), anywhere(random)};
            case OUT_OF_CITY -> new int[] {anywhere(random), gates.drawExit(random.nextDouble())};
            case THROUGH -> across(random);
        };
    }

    private int[] pair(int purpose, TripEnds starts, SplittableRandom random) {
        GravityMatrix matrix = matrices.get(purpose);
        int from = matrix.drawHome(random.nextDouble());
        int to = matrix.drawPlace(from, random.nextDouble());
        return new int[] {
            starts.draw(from, random.nextDouble()), places.get(purpose).draw(to, random.nextDouble())
        };
    }

    /** Where traffic from outside ends: at places of all purposes, however far from the edge. */
    private int anywhere(SplittableRandom random) {
        TripEnds ends = places.get(Draw.from(purposeUpTo, 0, purposeUpTo.length, random.nextDouble()));
        return ends.draw(random.nextDouble(), random.nextDouble());
    }

    /** From one gate to another; nobody turns back at once where there is a choice. */
    private int[] across(SplittableRandom random) {
        int entry = gates.drawEntry(random.nextDouble());
        int exit = gates.drawExit(random.nextDouble());
        for (int again = 0;
                again < 5 && network.link(exit).toNode() == network.link(entry).fromNode();
                again++) {
            exit = gates.drawExit(random.nextDouble());
        }
        return new int[] {entry, exit};
    }
}
