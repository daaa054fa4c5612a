package meridian.api;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import meridian.api.Routes.Route;
import meridian.field.SimulatedCity;
import meridian.model.BadInput;
import meridian.model.City;

/**
 * The operations centre's server for one simulated city: routes of openapi.yaml, the live channel and the page. It binds the
 * loopback address and nothing else.
 *
 * <p>It opens before there is a city: the page, the description and how far the city is are there at once, what city it is
 * and its map from {@link #draw} on. Until {@link #show} all other routes answer 503 with how far it is, and the live channel
 * opens for nobody.
 */
public final class OperationsServer implements AutoCloseable {
    static final int LARGEST_BODY = 65_536;

    /** More sockets than this wait until others are closed: before the system refuses to open any file. */
    private static final int MOST_SOCKETS = 512;

    private static final String READING = "GET, HEAD";

    private final String version;
    private final Stage stage;
    private final List<Route> routes;
    private final WebServer server;

    private OperationsServer(int port, String version, Loading loading) {
        this.version = version;
        stage = new Stage(loading);
        routes = new Routes(version).all();
        Gatekeeper gatekeeper = new Gatekeeper();
        HttpRouting.Builder routing = HttpRouting.builder().addFilter(gatekeeper);
        routing.error(
                Unusable.class, (request, response, problem) -> problem.answer().send(request, response));
        for (Route route : routes) {
            Handler handler = (request, response) ->
                    route.handler().answer(stage, request).send(request, response);
            routing.route(route.method(), route.path(), handler);
            if (route.method().equals(Method.GET)) {
                routing.route(Method.HEAD, route.path(), handler);
            }
        }
        refuseOtherMethods(routing);
        AtomicInteger clients = new AtomicInteger();
        WsRouting.Builder live = WsRouting.builder().endpoint("/api/live", () -> new LiveSession(stage, clients));
        server = WebServer.builder()
                .address(InetAddress.getLoopbackAddress())
                .port(port)
                .maxPayloadSize(LARGEST_BODY)
                .maxTcpConnections(MOST_SOCKETS)
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
     * Starts serving, with no city yet.
     *
     * @param port 0 for any free one
     * @param loading what there is to say until somebody knows better
     * @throws BadInput where the port is in use
     */
    public static OperationsServer open(int port, String version, Loading loading) {
        if (port != 0) {
            checkFree(port);
        }
        OperationsServer made = new OperationsServer(port, version, loading);
        made.server.start();
        return made;
    }

    /** Says how far the city is. */
    public void say(Loading loading) {
        stage.say(loading);
    }

    /** Lets the city's map be drawn from now on, while its traffic is still being prepared. */
    public void draw(City city) {
        stage.draw(new BaseMap(city, version));
    }

    /**
     * Shows the city from now on.
     *
     * @param demand one sentence that says where the traffic comes from
     */
    public void show(SimulatedCity city, String demand) {
        stage.show(new ShownCity(city, mapOf(city.city()), demand));
    }

    /** The one that is drawn already, where it is of this city. */
    private BaseMap mapOf(City city) {
        return stage.findMap().filter(map -> map.city() == city).orElseGet(() -> new BaseMap(city, version));
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

    List<Route> routes() {
        return routes;
    }

    /** After the routes: known paths with another method, then the page's files, then nothing. */
    private void refuseOtherMethods(HttpRouting.Builder routing) {
        Map<String, String> allowed = new LinkedHashMap<>();
        for (Route route : routes) {
            String methods =
                    route.method().equals(Method.GET) ? READING : route.method().text();
            allowed.merge(route.path(), methods, (a, b) -> a + ", " + b);
        }
        allowed.forEach((path, methods) -> routing.any(path, (req, res) -> wrongMethod(req, methods)));
        routing.any("/api/*", (req, res) -> {
            throw Unusable.notFound("The interface has no such path; /api/openapi.yaml lists them.");
        });
        Handler page = OperationsServer::page;
        routing.get("/*", page);
        routing.route(Method.HEAD, "/*", page);
        routing.any("/*", (req, res) -> wrongMethod(req, READING));
    }

    private static void page(ServerRequest request, ServerResponse response) {
        StaticPages.answer(request.path().path()).send(request, response);
    }

    private static void wrongMethod(ServerRequest request, String allowed) {
        String message = "This path answers to " + allowed + ", not to "
                + BadInput.shortened(request.prologue().method().text()) + ".";
        throw Unusable.because(
                message,
                Answer.problem(Status.METHOD_NOT_ALLOWED_405, "bad_method", message)
                        .with(HeaderValues.create(HeaderNames.ALLOW, allowed)));
    }
}
