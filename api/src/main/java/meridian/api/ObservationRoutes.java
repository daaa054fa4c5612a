package meridian.api;

import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import meridian.api.ObservationDesk.Line;
import meridian.api.ObservationDesk.Receipt;
import meridian.api.Routes.Route;
import meridian.api.access.Caller;
import meridian.api.access.Confines;
import meridian.api.access.Permission;
import meridian.api.access.Reach;
import meridian.twin.TwinState;
import meridian.twin.entity.Rejected;

/**
 * The bulk door: a line of JSON for each observation (NDJSON), or messages in binary (docs/observations-binary.md). Those that
 * cannot be used are told with their number and why, the others are taken. What is answered as taken is on the disk.
 */
final class ObservationRoutes {
    static final String PATH = "/observations";
    static final String LINES = "application/x-ndjson";
    static final String BINARY = "application/vnd.meridian.observations";

    /** More mistakes than these are only counted. */
    private static final int MOST_TOLD = 100;

    List<Route> all() {
        return List.of(
                new Route(Method.POST, PATH, Permission.WRITE, Reach.LIMITED, ObservationRoutes::take),
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
        Body body = new Body(
                EntityRoutes.eventId(request).orElseGet(() -> UUID.randomUUID().toString()));
        body.read(contentType(request), JsonBody.bytes(request, OperationsServer.LARGEST_BATCH));
        Caller caller = Caller.of(request);
        try {
            body.hand(new ObservationDesk(twin, EntityRoutes.producer(caller), Confines.of(caller)));
        } catch (TwinDoor.Overloaded e) {
            throw EntityRoutes.overloaded(e);
        }
        return Answer.json(
                new Views.ObservationsTaken(body.taken, body.duplicates, body.position, body.refused, body.mistakes));
    }

    private static String contentType(ServerRequest request) {
        String type =
                request.headers().contentType().map(t -> t.mediaType().text()).orElse("");
        if (!type.equals(LINES) && !type.equals(BINARY)) {
            throw Unusable.of(
                    Status.UNSUPPORTED_MEDIA_TYPE_415,
                    "bad_content_type",
                    "Observations come as " + LINES + " or " + BINARY + ".");
        }
        return type;
    }

    /** What one request brought, and what became of it. */
    private static final class Body implements ObservationLines.Sink {
        private final ObservationLines lines;
        private final List<Line> read = new ArrayList<>();
        private final List<Views.LineRefused> mistakes = new ArrayList<>();
        private int refused;
        private int taken;
        private int duplicates;
        private long position;

        Body(String batch) {
            lines = new ObservationLines(batch, this);
        }

        void read(String type, byte[] bytes) {
            if (type.equals(LINES)) {
                lines.text(bytes);
                return;
            }
            try {
                lines.binary(bytes);
            } catch (Rejected e) {
                Refusal why = Refusal.of(e);
                throw Unusable.of(Status.BAD_REQUEST_400, why.code(), String.valueOf(why.getMessage()));
            }
        }

        void hand(ObservationDesk desk) {
            for (int from = 0; from < read.size(); ) {
                List<Line> batch = ObservationDesk.batch(read, from);
                from += batch.size();
                Receipt receipt = desk.take(batch);
                taken += receipt.taken();
                duplicates += receipt.duplicates();
                position = Math.max(position, receipt.position());
                receipt.refused().forEach(this::refused);
            }
        }

        @Override
        public void line(Line line) {
            read.add(line);
        }

        @Override
        public void refused(Views.LineRefused mistake) {
            refused++;
            if (mistakes.size() < MOST_TOLD) {
                mistakes.add(mistake);
            }
        }
    }
}
