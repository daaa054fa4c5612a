package meridian.field.traci;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import meridian.field.plant.Observation;
import meridian.field.plant.ObserveMode;
import meridian.field.plant.SeenVehicle;
import meridian.field.plant.SignalLetters;
import meridian.model.control.ControlNetwork;
import meridian.model.signal.Aspect;

/**
 * What SUMO tells, from its names to the network's indices, and from its steps to ours. Vehicles' names end here. One thread.
 */
final class SumoScene implements TraciConnection.Listener {
    /** So far around a lane that every vehicle is within. */
    private static final double EVERYWHERE_METERS = 1e7;

    private final ControlNetwork network;
    private final ObserveMode mode;
    private final Map<String, Integer> lanes = new HashMap<>();
    private final Map<String, Integer> detectors = new HashMap<>();
    private final Map<String, Integer> junctions = new HashMap<>();
    private final Observation.Builder builder;
    private final LoopSums loops;
    private final int[] vehicles;
    private final int[] standing;
    private final String[] programs;
    private final List<SeenVehicle> seen = new ArrayList<>();
    private String vehicleLane = "";
    private double vehicleMeters;

    private double seconds;
    private double fromSeconds;
    private double toSeconds;
    private double stepSeconds = 1;
    private double endSeconds = -1;
    private int stillExpected = 1;

    SumoScene(ControlNetwork network, ObserveMode mode) {
        this.network = network;
        this.mode = mode;
        for (int i = 0; i < network.lanes().size(); i++) {
            lanes.put(network.lanes().get(i).id(), i);
        }
        for (int i = 0; i < network.detectors().size(); i++) {
            detectors.put(SumoLoops.name(network.detectors().get(i)), i);
        }
        for (int i = 0; i < network.junctions().size(); i++) {
            junctions.put(network.junctions().get(i).id(), i);
        }
        builder = new Observation.Builder(network, mode);
        loops = new LoopSums(detectors.size());
        vehicles = new int[lanes.size()];
        standing = new int[lanes.size()];
        programs = new String[junctions.size()];
    }

    /** What must be known once: SUMO's clock, and what each signal does when nobody tells it anything. */
    TraciBatch questions() {
        TraciBatch batch = new TraciBatch()
                .get(Traci.GET_SIMULATION, Traci.TIME, "")
                .get(Traci.GET_SIMULATION, Traci.STEP_SECONDS, "")
                .get(Traci.GET_SIMULATION, Traci.END, "");
        junctions.keySet().forEach(id -> batch.get(Traci.GET_SIGNAL, Traci.SIGNAL_CURRENT_PROGRAM, id));
        return batch;
    }

    /** What is told after each step from now on. The values of now come with the answer. */
    TraciBatch subscriptions(SumoNames names) {
        fromSeconds = seconds;
        toSeconds = seconds;
        TraciBatch batch = new TraciBatch().subscribe(Traci.SUBSCRIBE_SIMULATION, "", Traci.TIME, Traci.STILL_EXPECTED);
        junctions.keySet().forEach(id -> batch.subscribe(Traci.SUBSCRIBE_SIGNAL, id, Traci.SIGNAL_STATE));
        detectors.forEach((id, loop) -> {
            if (names.loops().contains(id)) {
                loops.has(loop);
                batch.subscribe(Traci.SUBSCRIBE_LOOP, id, Traci.LOOP_VEHICLES);
            }
        });
        if (mode.seesLanes()) {
            lanes.keySet()
                    .forEach(id -> batch.subscribe(Traci.SUBSCRIBE_LANE, id, Traci.LANE_VEHICLES, Traci.LANE_STANDING));
        }
        if (mode.seesVehicles() && !network.lanes().isEmpty()) {
            batch.subscribeAround(
                    Traci.SUBSCRIBE_AROUND_LANE,
                    network.lanes().getFirst().id(),
                    Traci.GET_VEHICLE,
                    EVERYWHERE_METERS,
                    Traci.VEHICLE_LANE,
                    Traci.VEHICLE_LANE_POSITION,
                    Traci.VEHICLE_SPEED);
        }
        return batch;
    }

    void beginStep() {
        loops.clear();
    }

    /** One of SUMO's own steps begins. */
    void beginSumoStep() {
        fromSeconds = seconds;
        toSeconds = seconds + stepSeconds;
        seen.clear();
    }

    @Override
    public void value(int answer, String object, int variable, TraciInput in) throws IOException {
        switch (answer - Traci.ANSWER) {
            case Traci.GET_SIMULATION, Traci.SUBSCRIBE_SIMULATION -> clock(variable, in);
            case Traci.GET_SIGNAL -> programs[index(junctions, object)] = in.typedString();
            case Traci.SUBSCRIBE_SIGNAL -> signal(index(junctions, object), in.typedString());
            case Traci.SUBSCRIBE_LOOP -> loops.read(index(detectors, object), fromSeconds, toSeconds, in);
            case Traci.SUBSCRIBE_LANE ->
                (variable == Traci.LANE_VEHICLES ? vehicles : standing)[index(lanes, object)] = in.typedInteger();
            case Traci.SUBSCRIBE_AROUND_LANE -> vehicle(variable, in);
            default -> throw new TraciInput.Nonsense("it tells something that nobody asked for, answer " + answer);
        }
    }

    private static int index(Map<String, Integer> of, String object) throws TraciInput.Nonsense {
        Integer index = of.get(object);
        if (index == null) {
            throw new TraciInput.Nonsense("it tells about " + object + ", about which nobody asked");
        }
        return index;
    }

    private void clock(int variable, TraciInput in) throws IOException {
        switch (variable) {
            case Traci.TIME -> seconds = in.typedNumber();
            case Traci.STEP_SECONDS -> stepSeconds = in.typedNumber();
            case Traci.END -> endSeconds = in.typedNumber();
            case Traci.STILL_EXPECTED -> stillExpected = in.typedInteger();
            default -> throw new TraciInput.Nonsense("it tells variable " + variable + " of its clock");
        }
    }

    private void signal(int junction, String letters) throws IOException {
        int groups = network.junctions().get(junction).groups();
        if (letters.length() != groups) {
            throw new TraciInput.Nonsense("signal "
                    + network.junctions().get(junction).id() + " shows " + letters.length() + " groups, not " + groups);
        }
        List<Aspect> aspects = SignalLetters.aspects(letters)
                .orElseThrow(() -> new TraciInput.Nonsense("a signal shows '" + letters + "'"));
        for (int group = 0; group < groups; group++) {
            builder.shows(junction, group, aspects.get(group));
        }
    }

    /** Values come in the order of the subscription, the speed last. */
    private void vehicle(int variable, TraciInput in) throws IOException {
        switch (variable) {
            case Traci.VEHICLE_LANE -> vehicleLane = in.typedString();
            case Traci.VEHICLE_LANE_POSITION -> vehicleMeters = in.typedNumber();
            case Traci.VEHICLE_SPEED -> {
                double speedMps = in.typedNumber();
                Integer lane = lanes.get(vehicleLane);
                if (lane != null) {
                    double length = network.lanes().get(lane).lengthMeters();
                    seen.add(new SeenVehicle(lane, Math.max(0, length - vehicleMeters), Math.max(0, speedMps)));
                }
            }
            default -> throw new TraciInput.Nonsense("it tells variable " + variable + " of a vehicle");
        }
    }

    /** @param overSeconds time since the one before */
    Observation observation(double overSeconds) {
        builder.at(seconds);
        loops.tell(builder, overSeconds);
        if (mode.seesLanes()) {
            for (int lane = 0; lane < vehicles.length; lane++) {
                builder.lane(lane, vehicles[lane], standing[lane]);
            }
        }
        seen.forEach(builder::vehicle);
        return builder.build();
    }

    String program(int junction) {
        return programs[junction];
    }

    int knownLoops() {
        return loops.known();
    }

    double seconds() {
        return seconds;
    }

    double stepSeconds() {
        return stepSeconds;
    }

    boolean ended() {
        return stillExpected == 0 || endSeconds >= 0 && seconds >= endSeconds;
    }
}
