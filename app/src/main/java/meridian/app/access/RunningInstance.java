package meridian.app.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import meridian.api.access.AccessKey;
import meridian.api.access.Area;
import meridian.api.access.KeyOrder;
import meridian.api.access.MadeKey;
import meridian.api.access.Scope;
import meridian.app.city.NotFound;
import meridian.app.terminal.Json;
import meridian.model.BadInput;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** The instance that runs on a data folder, spoken to over HTTP by the user who runs it. One thread. */
public final class RunningInstance implements AutoCloseable {
    /** Longer than a disk takes to take a file in. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int ACCEPTED = 202;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int UNAVAILABLE = 503;

    /** The bodies of openapi.yaml, as far as they are needed. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OrderBody(
            String name,
            Set<Scope> scopes,
            Set<String> types,
            List<Area> areas,
            double perSecond,
            @Nullable Instant expires) {}

    record MadeKeyBody(AccessKey key, String secret) {}

    record TokenBody(String token) {}

    record ProblemBody(String code, String message) {}

    private final LocalDoor door;
    private final HttpClient client;

    private RunningInstance(LocalDoor door) {
        this.door = door;
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE);
        if (door.certificate() != null) {
            builder.sslContext(OneCertificate.of(door.certificate()));
        }
        client = builder.build();
    }

    /** @throws NotFound where none answers yet */
    public static RunningInstance of(Path data) {
        LocalDoor door = LocalDoor.find(data)
                .orElseThrow(() -> new NotFound(data
                        + ": no Meridian answers here yet. Start one with meridian up, or try again when it is open."));
        return new RunningInstance(door);
    }

    MadeKey makeKey(KeyOrder order) {
        OrderBody body = new OrderBody(
                order.name(),
                order.grant().scopes(),
                order.grant().types(),
                order.grant().areas(),
                order.perSecond(),
                order.expires());
        HttpResponse<String> answer = send(request("api/keys")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.text(body))));
        if (answer.statusCode() == BAD_REQUEST) {
            throw new IllegalArgumentException(read(answer, ProblemBody.class).message());
        }
        MadeKeyBody made = read(expect(CREATED, answer), MadeKeyBody.class);
        return new MadeKey(made.key(), made.secret());
    }

    List<AccessKey> keys() {
        return List.of(read(expect(OK, send(request("api/keys").GET())), AccessKey[].class));
    }

    Optional<AccessKey> revokeKey(String id) {
        // A number has letters and digits only; anything else could lead to another path.
        if (!id.matches("[0-9a-f]{1,40}")) {
            return Optional.empty();
        }
        HttpResponse<String> answer = send(request("api/keys/" + id).DELETE());
        return answer.statusCode() == NOT_FOUND
                ? Optional.empty()
                : Optional.of(read(expect(OK, answer), AccessKey.class));
    }

    /** An address that signs in once. */
    public String signInAddress() {
        HttpResponse<String> answer = send(request("api/session/tokens").POST(BodyPublishers.noBody()));
        return SignInAddress.of(
                door.page(), read(expect(CREATED, answer), TokenBody.class).token());
    }

    /** The instance would not do it, and said why. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * What it answers where something is asked.
     *
     * @param path of openapi.yaml, without its first slash
     * @throws NotFound where it says that there is no such thing
     */
    public <T> T ask(String path, Class<T> type) {
        return answer(send(request(path).GET()), type);
    }

    /** The same where something is taken away. */
    public <T> T remove(String path, Class<T> type) {
        return answer(send(request(path).DELETE()), type);
    }

    /** The same where something is told. */
    public <T> T tell(String path, Object body, Class<T> type) {
        return answer(
                send(request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(Json.text(body)))),
                type);
    }

    /** The same with lines of {@code POST /observations}. */
    public <T> T bring(String lines, Class<T> type) {
        return answer(
                send(request("observations")
                        .header("Content-Type", "application/x-ndjson")
                        .POST(BodyPublishers.ofString(lines))),
                type);
    }

    private <T> T answer(HttpResponse<String> answer, Class<T> type) {
        return switch (answer.statusCode()) {
            case OK, CREATED, ACCEPTED -> read(answer, type);
            case NOT_FOUND -> throw new NotFound(read(answer, ProblemBody.class).message());
            case BAD_REQUEST, CONFLICT, UNAVAILABLE ->
                throw new Refused(read(answer, ProblemBody.class).message());
            default -> read(expect(OK, answer), type);
        };
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(door.address() + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + door.secret());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw strange("it does not answer (" + BadInput.reason(e) + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw strange("the question was interrupted");
        }
    }

    private HttpResponse<String> expect(int status, HttpResponse<String> answer) {
        if (answer.statusCode() != status) {
            throw strange("it answers " + answer.statusCode() + ": "
                    + read(answer, ProblemBody.class).message());
        }
        return answer;
    }

    private <T> T read(HttpResponse<String> answer, Class<T> type) {
        try {
            return Json.of(answer.body(), type);
        } catch (JacksonException e) {
            throw strange("it answers something else: " + answer.body());
        }
    }

    private BadInput strange(String what) {
        return new BadInput(
                door.address(),
                what,
                "the instance that runs on this data",
                "Look at what it printed, or start it again");
    }

    @Override
    public void close() {
        client.close();
    }
}
