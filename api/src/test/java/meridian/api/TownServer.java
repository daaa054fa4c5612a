package meridian.api;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import meridian.api.access.Access;
import meridian.api.access.Grant;
import meridian.api.access.KeyOrder;
import meridian.field.SimulatedCity;
import meridian.history.HistorySettings;
import meridian.history.HistoryStore;
import meridian.model.City;
import meridian.model.demand.TripSource;
import meridian.sim.road.RoadNetwork;
import meridian.sim.road.RoadSettings;
import meridian.sim.route.Router;
import meridian.testkit.Scratch;
import meridian.testkit.Town;
import tools.jackson.databind.JsonNode;

/**
 * Meridian Town with its traffic behind a real server on a free port, and ways to ask it: with a key for everything, unless a
 * test says otherwise.
 */
final class TownServer implements AutoCloseable {
    private static final Pattern CONTENT_LENGTH = Pattern.compile("(?i)\r\nContent-Length: *([0-9]+)\r\n");
    static final double START_SECONDS = 8 * 3600;

    final City town;
    final SimulatedCity city;
    private final Scratch scratch = new Scratch("meridian-test-");
    final Path data = scratch.folder();
    final MovableClock clock = new MovableClock();
    final Access access = Access.of(data, clock);
    final String key =
            access.makeKey(new KeyOrder("tests", Grant.ALL, 100_000, null)).secret();
    final String local = access.openLocalDoor();
    final List<String> requestLog = Collections.synchronizedList(new ArrayList<>());
    final OperationsServer server;
    final HistoryStore history =
            HistoryStore.open(data.resolve("history"), HistorySettings.DEFAULT, Clock.systemUTC(), _ -> {});
    final MemoryTwin twin = new MemoryTwin(history);
    final SmallInbox inbox = new SmallInbox();
    final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(20))
            .build();

    private TownServer(City town, TripSource trips, double speed) {
        this.town = town;
        city = new SimulatedCity(
                town,
                RoadNetwork.of(town),
                trips,
                Router.of(town.network()).query()::choose,
                RoadSettings.startingAt(START_SECONDS, 1),
                speed);
        server = OperationsServer.open(
                new Doors(Binding.ofThisMachine(0), access, Optional.of(requestLog::add)),
                "test",
                new Loading(town.name(), Loading.Step.READING, 0));
    }

    static TownServer start(double speed) {
        return loading(speed).show();
    }

    static TownServer with(TripSource trips) {
        return new TownServer(Town.city(), trips, 60).show();
    }

    /** Open, but with nothing to show yet. */
    static TownServer loading(double speed) {
        City town = Town.city();
        return new TownServer(town, Town.trips(town, 1), speed);
    }

    /** The end of the loading. */
    TownServer show() {
        server.show(city, "Made-up trips of Meridian Town.");
        server.connect(twin);
        server.remember(history);
        server.decide(inbox);
        city.start();
        return this;
    }

    /** Index of a node of the drawing in {@link Town}. */
    int node(String id) {
        int n = 0;
        while (!town.network().node(n).id().equals(id)) {
            n++;
        }
        return n;
    }

    URI uri(String path) {
        return URI.create("http://localhost:" + server.port() + path);
    }

    HttpRequest.Builder request(String path) {
        return requestOfNobody(path).header("Authorization", "Bearer " + key);
    }

    HttpRequest.Builder requestOfNobody(String path) {
        return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(60));
    }

    /** A line of the head of a request. */
    String keyLine() {
        return "Authorization: Bearer " + key + "\r\n";
    }

    HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(request.method() + " " + request.uri(), e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<byte[]> get(String path) {
        return send(request(path).build());
    }

    HttpResponse<byte[]> post(String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    /** The body as JSON, whatever the status. */
    static JsonNode json(HttpResponse<byte[]> answer) {
        return Answer.JSON.readTree(answer.body());
    }

    /** Sends these bytes and gives all that comes back; empty where the server hangs up without an answer. */
    String raw(String request) {
        StringBuilder answer = new StringBuilder();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            byte[] part = new byte[65_536];
            for (int n = 0; n >= 0; n = socket.getInputStream().read(part)) {
                answer.append(new String(part, 0, n, StandardCharsets.ISO_8859_1));
                if (isWhole(answer)) {
                    // Whether the server closes or keeps the connection is its own choice.
                    socket.setSoTimeout(100);
                }
            }
        } catch (IOException e) {
            // A time-out after the answer, or a reset because it has not read all of the request.
        }
        return answer.toString();
    }

    private static boolean isWhole(CharSequence answer) {
        int head = answer.toString().indexOf("\r\n\r\n");
        Matcher length = CONTENT_LENGTH.matcher(answer);
        return head >= 0 && (!length.find() || answer.length() >= head + 4 + Integer.parseInt(length.group(1)));
    }

    /** A GET with a key and these header lines, each ended by CR LF, on a connection of its own. */
    String rawGet(String path, String headers) {
        return rawGetOfNobody(path, keyLine() + headers);
    }

    String rawGetOfNobody(String path, String headers) {
        return raw("GET " + path + " HTTP/1.1\r\n" + headers + "Connection: close\r\n\r\n");
    }

    @Override
    public void close() {
        client.shutdownNow();
        server.close();
        city.close();
        history.close();
        scratch.close();
    }
}
