package meridian.field.line;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import meridian.field.plant.Observation;
import meridian.field.plant.ObserveMode;
import meridian.field.plant.SeenVehicle;
import meridian.field.plant.SignalLetters;
import meridian.field.text.LoopReading;
import meridian.model.control.ControlDetector;
import meridian.model.control.ControlJunction;
import meridian.model.control.ControlLane;
import meridian.model.control.ControlNetwork;
import meridian.model.signal.Aspect;
import tools.jackson.databind.JsonNode;

/**
 * Observations from JSON. A value that cannot be is passed over and counted, and its detector counts as silent; what a signal
 * shows must be right, or nothing is. One thread.
 */
final class SeenText {
    private static final double MOST_SPEED_MPS = 100;

    private final ControlNetwork network;
    private final double stepSeconds;
    private final Map<String, Integer> lanes = new HashMap<>();
    private final Map<String, Integer> detectors = new HashMap<>();
    private final Map<String, Integer> junctions = new HashMap<>();
    private final Observation.Builder builder;
    private final boolean[] shown;
    private long rejected;
    private String lastRejection = "";

    SeenText(ControlNetwork network, ObserveMode mode, double stepSeconds) {
        this.network = network;
        this.stepSeconds = stepSeconds;
        for (ControlLane lane : network.lanes()) {
            lanes.put(lane.id(), lanes.size());
        }
        for (ControlDetector detector : network.detectors()) {
            detectors.put(detector.id(), detectors.size());
        }
        for (ControlJunction junction : network.junctions()) {
            junctions.put(junction.id(), junctions.size());
        }
        shown = new boolean[junctions.size()];
        builder = new Observation.Builder(network, mode);
    }

    /** Values that were passed over. */
    long rejected() {
        return rejected;
    }

    /** Why the last of them was; empty for none. */
    String lastRejection() {
        return lastRejection;
    }

    private void reject(String why) {
        rejected++;
        lastRejection = why;
    }

    Observation read(JsonNode message) throws IOException {
        builder.at(seconds(message));
        Arrays.fill(shown, false);
        message.path("detectors").forEach(this::detector);
        message.path("lanes").forEach(this::lane);
        message.path("vehicles").forEach(this::vehicle);
        for (JsonNode signal : message.path("signals")) {
            signal(signal);
        }
        for (int j = 0; j < shown.length; j++) {
            if (!shown[j]) {
                throw new IOException("it does not say what junction "
                        + network.junctions().get(j).id() + " shows");
            }
        }
        return builder.build();
    }

    static double seconds(JsonNode message) throws IOException {
        JsonNode seconds = message.path("seconds");
        if (!seconds.isNumber()) {
            throw new IOException("an observation does not say its second");
        }
        return seconds.doubleValue();
    }

    private void detector(JsonNode seen) {
        LoopReading reading = LoopReading.of(seen, detectors, stepSeconds, this::reject);
        if (reading != null) {
            builder.detector(reading.detector(), reading.count(), reading.occupancy(), reading.present());
        }
    }

    private void lane(JsonNode seen) {
        Integer index = lanes.get(seen.path("id").asString(""));
        int vehicles = seen.path("vehicles").asInt(-1);
        int standing = seen.path("standing").asInt(-1);
        if (index == null || standing < 0 || vehicles < standing) {
            reject("a lane is said to be " + seen);
        } else {
            builder.lane(index, vehicles, standing);
        }
    }

    private void vehicle(JsonNode seen) {
        Integer lane = lanes.get(seen.path("lane").asString(""));
        double meters = seen.path("beforeLineMeters").asDouble(-1);
        double speedMps = seen.path("speedMps").asDouble(-1);
        if (lane == null || !(meters >= 0) || !(speedMps >= 0 && speedMps <= MOST_SPEED_MPS)) {
            reject("a vehicle is said to be " + seen);
        } else {
            builder.vehicle(new SeenVehicle(lane, meters, speedMps));
        }
    }

    private void signal(JsonNode signal) throws IOException {
        String id = signal.path("junction").asString("");
        Integer junction = junctions.get(id);
        if (junction == null) {
            throw new IOException("there is no junction '" + id + "'");
        }
        String letters = signal.path("shows").asString("");
        int groups = network.junctions().get(junction).groups();
        List<Aspect> aspects = SignalLetters.aspects(letters).orElse(List.of());
        if (aspects.size() != groups) {
            throw new IOException("junction " + id + " is said to show '" + letters + "', which are not " + groups
                    + " letters for its groups");
        }
        for (int group = 0; group < groups; group++) {
            builder.shows(junction, group, aspects.get(group));
        }
        builder.obeys(junction, signal.path("obeys").asBoolean(true));
        shown[junction] = true;
    }
}
