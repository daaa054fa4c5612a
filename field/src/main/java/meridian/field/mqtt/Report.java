package meridian.field.mqtt;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import meridian.field.plant.SignalLetters;
import meridian.field.text.LoopReading;
import meridian.field.text.PlantText;
import meridian.model.control.ControlNetwork;
import meridian.model.signal.Aspect;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a junction's controller reports, once a second.
 *
 * @param boot another number each time the controller is switched on
 * @param number counted from 1 since then
 * @param clockMillis its own clock
 * @param seconds the street's clock, the same at all junctions
 * @param shows one aspect for each group, as the lamps show it
 * @param obeys whom, as a word
 * @param session and {@code takeover}: of the last orders that it listened to
 * @param fallen whether it listens to no more of them
 * @param ended whether nothing more will happen in the street
 * @param loops those that have something to say about the second
 */
record Report(
        long boot,
        long number,
        long clockMillis,
        double seconds,
        List<Aspect> shows,
        String obeys,
        long session,
        long takeover,
        boolean fallen,
        boolean ended,
        List<LoopReading> loops) {
    private static final double SECONDS = 1;

    /**
     * @param rejected told of loops' values that cannot be, which are left out
     * @throws IOException where anything else is missing or cannot be
     */
    static Report of(JsonNode message, int groups, Map<String, Integer> detectors, Consumer<String> rejected)
            throws IOException {
        JsonNode seconds = message.path("seconds");
        if (!seconds.isNumber() || !Double.isFinite(seconds.doubleValue())) {
            throw new IOException("'seconds' is no number");
        }
        List<LoopReading> loops = new ArrayList<>();
        for (JsonNode loop : message.path("detectors")) {
            LoopReading reading = LoopReading.of(loop, detectors, SECONDS, rejected);
            if (reading != null) {
                loops.add(reading);
            }
        }
        return new Report(
                MqttText.number(message, "boot"),
                MqttText.number(message, "report"),
                MqttText.number(message, "clock"),
                seconds.doubleValue(),
                MqttText.aspects(message, "shows", groups),
                message.path("obeys").asString(""),
                message.path("session").asLong(0),
                message.path("takeover").asLong(0),
                message.path("fallen").asBoolean(false),
                message.path("ended").asBoolean(false),
                loops);
    }

    /** Whether it is from before another one; brokers may bring a message twice. */
    boolean isBefore(Report other) {
        return boot == other.boot && number <= other.number;
    }

    byte[] bytes(ControlNetwork network) {
        ObjectNode message = PlantText.object()
                .put("boot", boot)
                .put("report", number)
                .put("clock", clockMillis)
                .put("seconds", seconds)
                .put("shows", SignalLetters.of(shows))
                .put("obeys", obeys)
                .put("session", session)
                .put("takeover", takeover)
                .put("fallen", fallen);
        if (ended) {
            message.put("ended", true);
        }
        ArrayNode list = message.putArray("detectors");
        for (LoopReading loop : loops) {
            list.addObject()
                    .put("id", network.detectors().get(loop.detector()).id())
                    .put("count", loop.count())
                    .put("occupancy", loop.occupancy())
                    .put("present", loop.present());
        }
        return MqttText.bytes(message);
    }
}
