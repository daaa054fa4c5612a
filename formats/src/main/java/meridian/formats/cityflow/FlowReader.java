package meridian.formats.cityflow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import meridian.formats.Progress;
import meridian.formats.ReadReport;
import meridian.model.demand.LinkPath;
import meridian.model.demand.Trip;
import meridian.model.demand.VehicleType;
import meridian.model.network.Network;
import meridian.model.network.VehicleKind;

/** Reads a flow file and expands it to trips, named as CityFlow names its vehicles. One file, one use. */
final class FlowReader {
    private static final int MOST_TRIPS = 2_000_000;
    /** A flow without an end would run for ever; CityFlow's own examples simulate an hour. */
    private static final double ENDLESS_SECONDS = 3_600;

    private final Network network;
    private final ReadReport report;
    private final List<Trip> trips = new ArrayList<>();
    private final Map<VehicleType, VehicleType> types = new HashMap<>();
    private int flows;

    FlowReader(Network network, ReadReport report) {
        this.network = network;
        this.report = report;
    }

    /** @return in order of departure */
    List<Trip> read(Path file, Progress progress) {
        JsonFile.read(file, progress, json -> json.items(() -> flow(json)));
        trips.sort(Comparator.comparingDouble(Trip::departSeconds));
        report.took("trip", trips.size());
        report.took("vehicle type", types.size());
        return trips;
    }

    private void flow(JsonFile json) {
        String place = json.place();
        int number = flows++;
        List<String> route = new ArrayList<>();
        Map<String, Double> vehicle = new HashMap<>();
        double[] times = {0, 0, 1};
        json.fields(name -> {
            switch (name) {
                case "vehicle" -> json.fields(part -> vehicle.put(part, json.number()));
                case "route" -> json.items(() -> route.add(json.text()));
                case "startTime" -> times[0] = json.number();
                case "endTime" -> times[1] = json.number();
                case "interval" -> times[2] = json.number();
                default -> json.skip();
            }
        });
        if (!(times[2] > 0)) {
            throw json.bad("a flow with an interval of " + times[2] + " s", "more than 0 s", "Correct the flow");
        }
        try {
            expand(json, number, route, type(vehicle), times);
        } catch (IllegalArgumentException e) {
            report.skipped("flow", String.valueOf(e.getMessage()), place);
        }
    }

    private void expand(JsonFile json, int number, List<String> route, VehicleType type, double[] times) {
        if (route.isEmpty()) {
            throw new IllegalArgumentException("its route has no road");
        }
        int[] links = new int[route.size()];
        for (int i = 0; i < links.length; i++) {
            links[i] = network.findLink(route.get(i))
                    .orElseThrow(() ->
                            new IllegalArgumentException("its route names a road that the roadnet does not have"));
        }
        boolean whole = connected(links, type.kind());
        double end = times[1];
        if (end < 0) {
            end = times[0] + ENDLESS_SECONDS;
            report.skipped("end of a flow", "it has none; it runs for " + ENDLESS_SECONDS + " s", json.place());
        }
        if (end < times[0]) {
            throw new IllegalArgumentException("it ends before it starts");
        }
        for (int i = 0; times[0] + i * times[2] <= end; i++) {
            if (trips.size() >= MOST_TRIPS) {
                throw json.bad("more than " + MOST_TRIPS + " vehicles", "the demand of one city", "Shorten the flows");
            }
            trips.add(new Trip(
                    "flow_" + number + "_" + i,
                    type,
                    times[0] + i * times[2],
                    LinkPath.of(links),
                    whole,
                    List.of(),
                    new Trip.Departure(Trip.Departure.BEST_LANE, 0, 0),
                    -1));
        }
    }

    /** A route may name every road, or only some that the vehicle must pass. */
    private boolean connected(int[] links, VehicleKind kind) {
        for (int i = 1; i < links.length; i++) {
            if (!network.successors(links[i - 1], kind).contains(links[i])) {
                return false;
            }
        }
        return true;
    }

    private VehicleType type(Map<String, Double> v) {
        double braking = v.getOrDefault("usualNegAcc", 4.5);
        VehicleType type = new VehicleType(
                "cityflow",
                VehicleKind.CAR,
                v.getOrDefault("length", 5.0),
                v.getOrDefault("minGap", 2.5),
                v.getOrDefault("maxSpeed", 16.667),
                v.getOrDefault("usualPosAcc", 2.0),
                braking,
                Math.max(braking, v.getOrDefault("maxNegAcc", 4.5)),
                v.getOrDefault("headwayTime", 1.5),
                0,
                1,
                0,
                VehicleType.Following.KRAUSS);
        return types.computeIfAbsent(type, t -> types.isEmpty() ? t : t.withId("cityflow-" + (types.size() + 1)));
    }
}
