package meridian.api;

import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import meridian.api.Routes.Route;
import meridian.api.TwinDoor.Handed;
import meridian.api.TwinDoor.Taken;
import meridian.api.access.Permission;
import meridian.api.access.Reach;
import meridian.api.ngsi.ObservationLine;
import meridian.twin.TwinState;
import meridian.twin.entity.Rejected;
import tools.jackson.core.JacksonException;

/**
 * The bulk door: a line of JSON for each observation (NDJSON). Lines stand for themselves: those that cannot be used are told
 * with their number and why, the others are taken. What is answered as taken is on the disk.
 */
final class ObservationRoutes {
    static final String PATH = "/observations";

    private static final String TYPE = "application/x-ndjson";
    private static final String BATCH_ID = "Meridian-Event-Id";
    /** More mistakes than these are only counted. */
    private static final int MOST_TOLD = 100;
    /** In one batch for the journal. */
    private static final int AT_A_TIME = 5_000;

    List<Route> all() {
        return List.of(
                new Route(Method.POST, PATH, Permission.WRITE, Reach.WHOLE_CITY, ObservationRoutes::take),
                new Route(Method.GET, "/api/twin", Permission.READ, Reach.WHOLE_CITY, ObservationRoutes::about));
    }

    private static Answer about(Stage stage, ServerRequest request) {
        TwinState state = stage.twin().now();
        return Answer.json(new Views.Twin(
                state.position(),
                state.recordedAt().map(Object::toString).orElse(null),
                state.size(),
                state.types().entrySet().stream()
                        .map(type -> new Views.TypeCount(type.getKey(), type.getValue()))
                        .toList(),
                state.counts().applied(),
                state.counts().older(),
                state.counts().unknown(),
                state.counts().refused()));
    }

    private static Answer take(Stage stage, ServerRequest request) {
        TwinDoor twin = stage.twin();
        String type =
                request.headers().contentType().map(t -> t.mediaType().text()).orElse("");
        if (!type.equals(TYPE)) {
            throw Unusable.of(
                    Status.UNSUPPORTED_MEDIA_TYPE_415, "bad_content_type", "Observations come as " + TYPE + ".");
        }
        Lines lines = new Lines(JsonBody.bytes(request, OperationsServer.LARGEST_BATCH), batchId(request));
        List<Handed> handed = lines.handed();
        long last = 0;
        int duplicates = 0;
        try {
            for (int from = 0; from < handed.size(); from += AT_A_TIME) {
                List<Handed> some = handed.subList(from, Math.min(handed.size(), from + AT_A_TIME));
                for (Taken taken : twin.take(EntityRoutes.producer(request), TwinDoor.Kind.OBSERVATION, some)) {
                    last = Math.max(last, taken.position());
                    duplicates += taken.duplicate() ? 1 : 0;
                }
            }
        } catch (TwinDoor.Overloaded e) {
            throw EntityRoutes.overloaded(e);
        }
        return Answer.json(new Views.ObservationsTaken(handed.size(), duplicates, last, lines.refused, lines.mistakes));
    }

    private static String batchId(ServerRequest request) {
        return request.headers()
                .first(io.helidon.http.HeaderNames.create(BATCH_ID))
                .orElseGet(() -> UUID.randomUUID().toString());
    }

    /** The lines of a body. */
    private static final class Lines {
        private final byte[] body;
        private final String batch;
        private final List<Views.LineRefused> mistakes = new ArrayList<>();
        private int refused;

        Lines(byte[] body, String batch) {
            this.body = body;
            this.batch = batch;
        }

        List<Handed> handed() {
            List<Handed> handed = new ArrayList<>();
            int number = 0;
            for (int from = 0; from < body.length; ) {
                int end = from;
                while (end < body.length && body[end] != '\n') {
                    end++;
                }
                number++;
                if (!blank(from, end)) {
                    add(handed, number, from, end);
                }
                from = end + 1;
            }
            return handed;
        }

        private boolean blank(int from, int end) {
            for (int i = from; i < end; i++) {
                if (body[i] != ' ' && body[i] != '\r' && body[i] != '\t') {
                    return false;
                }
            }
            return true;
        }

        private void add(List<Handed> handed, int number, int from, int end) {
            try {
                ObservationLine line = ObservationLine.of(JsonBody.STRICT.readTree(body, from, end - from));
                handed.add(new Handed(line.eventId().orElse(batch + "/" + number), line.observation()));
            } catch (Rejected e) {
                refuse(number, e.reason().name().toLowerCase(java.util.Locale.ROOT), String.valueOf(e.getMessage()));
            } catch (JacksonException e) {
                refuse(number, "not_json", "Line is no JSON that is taken: " + e.getOriginalMessage());
            }
        }

        private void refuse(int number, String code, String message) {
            refused++;
            if (mistakes.size() < MOST_TOLD) {
                byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
                String shortened = bytes.length > 500 ? message.substring(0, Math.min(message.length(), 400)) : message;
                mistakes.add(new Views.LineRefused(number, code, shortened));
            }
        }
    }
}
