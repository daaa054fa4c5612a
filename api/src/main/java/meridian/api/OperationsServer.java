package meridian.api;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.websocket.WsConfig;
import io.helidon.webserver.websocket.WsRouting;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import meridian.field.SimulatedCity;
import meridian.model.BadInput;
import meridian.model.geo.LonLat;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The operations centre's server for one simulated city: routes of openapi.yaml, the live channel and the page. It binds the
 * loopback address and nothing else.
 */
public final class OperationsServer implements AutoCloseable {
    static final int LARGEST_BODY = 65_536;

    /** A route and what it needs. */
    record Route(Method method, String path, Permission permission, Handler handler) {}

    private final SimulatedCity city;
    private final CityViews views;
    private final CitySquare square;
    private final NameSearch search;
    private final NearestThing nearest;
    private final MapTiles tiles;
    private final String version;
    private final Views.City about;
    private final WebServer server;
    private byte @org.jspecify.annotations.Nullable [] roads;

    private OperationsServer(SimulatedCity city, int port, String demand, String version) {
        this.city = city;
        this.version = version;
        square = new CitySquare(city.city());
        views = new CityViews(city, square);
        search = new NameSearch(city.city(), views);
        nearest = new NearestThing(city.city(), views);
        tiles = new MapTiles(city.city(), square);
        about = views.city(city.clock().seconds(), demand, version);
        LiveFrames frames = new LiveFrames(city.city(), city.view(), square);
        AtomicInteger clients = new AtomicInteger();
        Gatekeeper gatekeeper = new Gatekeeper();
        HttpRouting.Builder routing = HttpRouting.builder().addFilter(gatekeeper);
        routing.error(Unusable.class, OperationsServer::unusable);
        for (Route route : routes()) {
            routing.route(route.method(), route.path(), route.handler());
        }
        refuseOtherMethods(routing);
        WsRouting.Builder live =
                WsRouting.builder().endpoint("/api/live", () -> new LiveSession(city, views, frames, clients));
        server = WebServer.builder()
                .address(InetAddress.getLoopbackAddress())
                .port(port)
                .maxPayloadSize(LARGEST_BODY)
                .directHandlers(direct -> {
                    for (DirectHandler.EventType event : DirectHandler.EventType.values()) {
                        direct.addHandler(event, gatekeeper);
                    }
                })
                .addProtocol(WsConfig.builder().maxFrameLength(LARGEST_BODY).build())
                .shutdownGracePeriod(Duration.ofMillis(300))
                .shutdownHook(false)
                .addRouting(routing)
                .addRouting(live)
                .build();
    }

    /**
     * Starts serving.
     *
     * @param port 0 for any free one
     * @param demand one sentence that says where the traffic comes from
     * @throws BadInput where the port is in use
     */
    public static OperationsServer start(SimulatedCity city, int port, String demand, String version) {
        if (port != 0) {
            checkFree(port);
        }
        OperationsServer made = new OperationsServer(city, port, demand, version);
        made.server.start();
        return made;
    }

    /** Whether the port can be bound; asked before the long start, so that the message comes early. */
    public static void checkFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new BadInput(
                    "--port " + port,
                    "the port is in use",
                    "a port nobody listens on",
                    "Stop the other program or choose another port with --port");
        }
    }

    public int port() {
        return server.port();
    }

    public String address() {
        return "http://localhost:" + port() + "/";
    }

    @Override
    public void close() {
        server.stop();
    }

    /** Every route there is, each with the permission it needs. */
    List<Route> routes() {
        List<Route> all = new ArrayList<>();
        all.add(new Route(Method.GET, "/api/city", Permission.READ, (req, res) -> Answers.json(res, about)));
        all.add(new Route(Method.GET, "/api/figures", Permission.READ, (q, res) -> Answers.json(res, views.history())));
        all.add(new Route(Method.GET, "/api/clock", Permission.READ, (q, res) -> Answers.json(res, views.clock())));
        all.add(new Route(Method.POST, "/api/clock", Permission.OPERATE, this::setClock));
        all.add(new Route(Method.GET, "/api/search", Permission.READ, this::search));
        all.add(new Route(Method.GET, "/api/at", Permission.READ, this::at));
        all.add(new Route(Method.GET, "/api/links/{index}", Permission.READ, (req, res) -> {
            Answers.json(
                    res, views.link(index(req, city.city().network().links().size())));
        }));
        all.add(new Route(Method.GET, "/api/junctions/{index}", Permission.READ, (req, res) -> {
            Answers.json(
                    res, views.junction(index(req, city.city().network().nodes().size())));
        }));
        all.add(new Route(Method.GET, "/api/stops/{index}", Permission.READ, (req, res) -> {
            Answers.json(res, views.stop(index(req, city.city().places().stops().size())));
        }));
        all.add(new Route(Method.GET, "/api/map/roads.bin", Permission.READ, this::roads));
        all.add(new Route(Method.GET, "/api/map/{z}/{x}/{y}", Permission.READ, this::tile));
        all.add(new Route(Method.GET, "/api/health", Permission.READ, this::health));
        all.add(new Route(Method.GET, "/api/openapi.yaml", Permission.READ, this::description));
        return all;
    }

    /** After the routes: known paths with another method, then the page's files, then nothing. */
    private void refuseOtherMethods(HttpRouting.Builder routing) {
        Map<String, String> allowed = new LinkedHashMap<>();
        for (Route route : routes()) {
            allowed.merge(route.path(), route.method().text(), (a, b) -> a + ", " + b);
        }
        allowed.forEach((path, methods) -> routing.any(path, (req, res) -> wrongMethod(req, res, methods)));
        routing.any("/api/*", (req, res) -> {
            throw new Unusable(
                    Status.NOT_FOUND_404, "not_found", "The interface has no such path; /api/openapi.yaml lists them.");
        });
        routing.get("/*", StaticPages::serve);
        routing.any("/*", (req, res) -> wrongMethod(req, res, "GET"));
    }

    private static void wrongMethod(ServerRequest request, ServerResponse response, String allowed) {
        response.header(HeaderNames.ALLOW, allowed);
        throw new Unusable(
                Status.METHOD_NOT_ALLOWED_405,
                "bad_method",
                "This path answers to " + allowed + ", not to "
                        + BadInput.shortened(request.prologue().method().text()) + ".");
    }

    private static void unusable(ServerRequest request, ServerResponse response, Unusable problem) {
        response.status(problem.status);
        if (request.prologue().method().equals(Method.HEAD)) {
            // The answer to HEAD has no body, and one would be read as the next answer.
            response.send();
        } else {
            Answers.problem(response, problem.status, problem.code, problem.getMessage());
        }
    }

    /** A request that cannot be answered as asked. */
    private static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Status status;
        private final String code;

        Unusable(Status status, String code, String message) {
            super(message, null, false, false);
            this.status = status;
            this.code = code;
        }

        static Unusable parameter(String message) {
            return new Unusable(Status.BAD_REQUEST_400, "bad_parameter", message);
        }
    }

    private void setClock(ServerRequest request, ServerResponse response) {
        String type =
                request.headers().contentType().map(t -> t.mediaType().text()).orElse("");
        if (!type.equals("application/json")) {
            throw new Unusable(
                    Status.UNSUPPORTED_MEDIA_TYPE_415, "bad_content_type", "The body must be application/json.");
        }
        JsonNode body;
        try {
            body = Answers.JSON.readTree(
                    request.content().hasEntity() ? request.content().as(byte[].class) : new byte[0]);
        } catch (JacksonException e) {
            throw Unusable.parameter("The body is not JSON.");
        }
        if (!body.isObject()) {
            throw Unusable.parameter("The body must be an object with speed, paused or both.");
        }
        JsonNode speed = body.path("speed");
        JsonNode paused = body.path("paused");
        if (!speed.isMissingNode() && !speed.isNumber() || !paused.isMissingNode() && !paused.isBoolean()) {
            throw Unusable.parameter("speed is a number of 1 to 60, paused is true or false.");
        }
        if (speed.isNumber()) {
            try {
                city.setSpeed(speed.asDouble());
            } catch (IllegalArgumentException e) {
                throw Unusable.parameter(
                        "speed is a number of 1 to 60, not " + BadInput.shortened(speed.asString()) + ".");
            }
        }
        if (paused.isBoolean()) {
            city.pause(paused.asBoolean());
        }
        Answers.json(response, views.clock());
    }

    private void search(ServerRequest request, ServerResponse response) {
        String query = request.query().first("q").orElse("").strip();
        if (query.isEmpty() || query.length() > 100) {
            throw Unusable.parameter("q needs 1 to 100 characters.");
        }
        double limit = number(request, "limit", 10, 1, 50);
        if (limit != Math.rint(limit)) {
            throw Unusable.parameter("limit must be a whole number of 1 to 50.");
        }
        Answers.json(response, search.find(query, (int) limit));
    }

    private void at(ServerRequest request, ServerResponse response) {
        double lon = number(request, "lon", Double.NaN, -180, 180);
        double lat = number(request, "lat", Double.NaN, -90, 90);
        double radius = number(request, "radiusMeters", 20, 1, 500);
        var thing = nearest.at(city.city().projection().toPlane(new LonLat(lon, lat)), radius);
        Answers.json(
                response,
                thing.orElseThrow(() -> new Unusable(
                        Status.NOT_FOUND_404, "not_found", "Nothing is within " + radius + " m of this place.")));
    }

    private static double number(ServerRequest request, String name, double usual, double least, double most) {
        String text = request.query().first(name).orElse("");
        double value = usual;
        if (!text.isEmpty()) {
            // Java would also read "0x1p3", "10d" and "Infinity".
            value = text.length() <= 40 && text.matches("[-+]?[0-9]*\\.?[0-9]+([eE][-+]?[0-9]+)?")
                    ? Double.parseDouble(text)
                    : Double.NaN;
        }
        if (!(value >= least && value <= most)) {
            throw Unusable.parameter(name + " must be a number of " + least + " to " + most + ".");
        }
        return value;
    }

    private static int index(ServerRequest request, int count) {
        return whole("index", request.path().pathParameters().get("index"), count);
    }

    /** A path parameter that is a whole number below {@code limit}. */
    private static int whole(String name, String text, int limit) {
        if (text.matches("[0-9]{1,9}") && Integer.parseInt(text) < limit) {
            return Integer.parseInt(text);
        }
        throw new Unusable(
                Status.NOT_FOUND_404,
                "not_found",
                "There is no " + name + " " + BadInput.shortened(text) + " here; "
                        + (limit == 0 ? "the city has none." : "it is 0 to " + (limit - 1) + "."));
    }

    private void roads(ServerRequest request, ServerResponse response) {
        byte[] document = roads();
        response.header(HeaderNames.CONTENT_TYPE, "application/octet-stream");
        response.header(HeaderNames.CACHE_CONTROL, "no-cache");
        response.send(document);
    }

    private synchronized byte[] roads() {
        byte[] document = roads;
        if (document == null) {
            document = RoadsDocument.of(city.city().network().links(), square);
            roads = document;
        }
        return document;
    }

    private void tile(ServerRequest request, ServerResponse response) {
        String last = request.path().pathParameters().get("y");
        if (!last.endsWith(".mvt")) {
            throw new Unusable(Status.NOT_FOUND_404, "not_found", "Tiles are called {z}/{x}/{y}.mvt.");
        }
        int z = whole("z", request.path().pathParameters().get("z"), MapTiles.DEEPEST + 1);
        int x = whole("x", request.path().pathParameters().get("x"), 1 << z);
        int y = whole("y", last.substring(0, last.length() - 4), 1 << z);
        byte[] tile = tiles.tile(z, x, y);
        response.header(HeaderNames.CACHE_CONTROL, "no-cache");
        if (tile.length == 0) {
            response.status(Status.NO_CONTENT_204).send();
            return;
        }
        response.header(HeaderNames.CONTENT_TYPE, "application/vnd.mapbox-vector-tile");
        response.send(tile);
    }

    private void health(ServerRequest request, ServerResponse response) {
        Throwable failure = city.failure();
        if (failure != null) {
            throw new Unusable(Status.SERVICE_UNAVAILABLE_503, "stopped", "The simulation stopped: " + failure);
        }
        meridian.field.Clock clock = city.clock();
        Answers.json(response, new Views.Health(clock.paused() ? "paused" : "running", clock.seconds(), version));
    }

    private void description(ServerRequest request, ServerResponse response) {
        try (InputStream in = OperationsServer.class.getResourceAsStream("openapi.yaml")) {
            response.header(HeaderNames.CONTENT_TYPE, "application/yaml");
            response.send(java.util.Objects.requireNonNull(in).readAllBytes());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
