package meridian.api.ngsi;

import java.time.Instant;
import java.util.Optional;
import meridian.outbox.DeadLetter;
import meridian.outbox.Kept;
import meridian.twin.entity.Times;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes subscriptions as they are listed: with how it goes with the delivery (clause 5.2.14), and without their secrets. */
public final class SubscriptionWriter {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SubscriptionWriter() {}

    public static ObjectNode write(Kept kept, Instant now) {
        ObjectNode body = (ObjectNode) JSON.readTree(kept.body());
        Kept.Figures figures = kept.figures();
        body.put("isActive", kept.subscription().active());
        body.put("status", status(kept, now));
        body.put(SubscriptionReader.CURSOR, figures.cursor());
        body.put("pending", figures.pending());
        body.put("deadLetters", figures.deadLetters());
        body.put("forgotten", figures.forgotten());
        body.put("coalesced", figures.coalesced());
        body.put("replaying", figures.replaying());
        ObjectNode notification = (ObjectNode) body.path("notification");
        hide(notification.path("endpoint").path("receiverInfo"));
        hide(notification.path("endpoint").path("notifierInfo"));
        notification.put("status", figures.failing() ? "failed" : "ok");
        notification.put("timesSent", figures.timesSent());
        notification.put("timesFailed", figures.timesFailed());
        time(notification, "lastNotification", figures.lastNotification());
        time(notification, "lastSuccess", figures.lastSuccess());
        time(notification, "lastFailure", figures.lastFailure());
        figures.lastProblem().ifPresent(problem -> notification.put("lastProblem", problem));
        return body;
    }

    private static String status(Kept kept, Instant now) {
        if (!kept.subscription().isValidAt(Times.micros(now))) {
            return "expired";
        }
        return kept.subscription().active() ? "active" : "paused";
    }

    private static void time(ObjectNode node, String name, Optional<Instant> moment) {
        moment.ifPresent(at -> node.put(name, at.toString()));
    }

    private static void hide(JsonNode info) {
        for (JsonNode pair : info) {
            if (pair instanceof ObjectNode object
                    && !isHarmless(object.path("key").asString(""))) {
                object.put("value", SubscriptionReader.HIDDEN);
            }
        }
    }

    private static boolean isHarmless(String key) {
        return key.equals("MQTT-Version") || key.equals("MQTT-QoS");
    }

    public static ObjectNode write(DeadLetter letter) {
        ObjectNode node = JSON.createObjectNode();
        node.put("id", letter.id());
        node.put("position", letter.position());
        node.put("ordinal", letter.ordinal());
        node.put("entity", letter.entity());
        node.put("diedAt", letter.diedAt().toString());
        node.put("reason", letter.reason());
        node.set("data", JSON.readTree(letter.data()));
        return node;
    }
}
