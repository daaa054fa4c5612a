package meridian.api;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.websocket.WsConfig;
import io.helidon.webserver.websocket.WsRouting;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import meridian.api.Routes.Route;
import meridian.api.access.Permission;
import meridian.api.access.RateLimits;
import meridian.api.access.Reach;
import meridian.api.ngsi.ProblemType;
import meridian.field.SimulatedCity;
import meridian.history.HistoryStore;
import meridian.model.BadInput;
import meridian.model.City;
import meridian.outbox.Outbox;

/**
 * The operations centre's server for one simulated city: routes of openapi.yaml, the live channel and the page. Without a
 * certificate it binds the loopback address and nothing else, and without a key or a session it shows the page that says how
 * to sign in, and nothing else.
 *
 * <p>It opens before there is a city: the page, the description and how far the city is are there at once, what city it is
 * and its map from {@link #draw} on. Until {@link #show} all other routes answer 503 with how far it is, and the live channel
 * opens for nobody.
 */
public final class OperationsServer implements AutoCloseable {
    static final int LARGEST_BODY = 65_536;
    /** Of a batch of observations, or an entity. */
    static final int LARGEST_BATCH = 16 << 20;

    /** More sockets than this wait until others are closed: before the system refuses to open any file. */
    private static final int MOST_SOCKETS = 512;

    private static final String READING = "GET, HEAD";

    /** The page's files, which are for everybody: they are all that says how to sign in. */
    private static final RequestLog.Template PAGE = new RequestLog.Template("/*");

    private final String version;
    private final Stage stage;
    private final Binding binding;
    private final List<Route> routes;
    private final List<ChannelDoor> channels;
    private final LiveStreams streams;
    private final Metrics metrics;
    private final WebServer server;

    private OperationsServer(Doors doors, String version, Loading loading) {
        this.version = version;
        binding = doors.binding();
        stage = new Stage(loading);
        metrics = new Metrics(stage);
        RequestLog log = new RequestLog(doors.requestLog(), metrics);
        Gatekeeper gatekeeper = new Gatekeeper(binding, log);
        Doorkeeper doorkeeper = new Doorkeeper(doors.access(), new RateLimits(System::nanoTime), this::cookie);
        routes = new ArrayList<>(new Routes(version).all());
        routes.addAll(new HealthRoutes(version, metrics).all());
        routes.addAll(new AccessRoutes(doorkeeper).all());
        routes.addAll(new EntityRoutes().all());
        routes.addAll(new ObservationRoutes().all());
        streams = new LiveStreams(stage);
        routes.addAll(new FeedRoutes(streams, doorkeeper).all());
        routes.addAll(new TemporalRoutes().all());
        routes.addAll(new HistoryRoutes().all());
        routes.addAll(new SubscriptionRoutes().all());
        routes.addAll(new FollowRoutes().all());
        routes.addAll(new ActionRoutes(InstantSource.system()).all());
        ChannelDoor live = new ChannelDoor("/api/live", Permission.READ, Reach.WHOLE_CITY, gatekeeper, doorkeeper, log);
        ChannelDoor watchers =
                new ChannelDoor(FeedRoutes.PATH, Permission.READ, Reach.LIMITED, gatekeeper, doorkeeper, log);
        ChannelDoor producers =
                new ChannelDoor(ProducerSession.PATH, Permission.WRITE, Reach.LIMITED, gatekeeper, doorkeeper, log);
        channels = List.of(live, watchers, producers);
        HttpRouting.Builder routing = HttpRouting.builder().addFilter(gatekeeper);
        routing.error(
                Unusable.class, (request, response, problem) -> problem.answer().send(request, response));
        for (Route route : routes) {
            Handler handler = guarded(route, doorkeeper);
            routing.route(route.method(), route.path(), handler);
            if (route.method().equals(Method.GET)) {
                routing.route(Method.HEAD, route.path(), handler);
            }
        }
        refuseOtherMethods(routing);
        AtomicInteger clients = new AtomicInteger();
        AtomicInteger bringing = new AtomicInteger();
        WsRouting.Builder sockets = WsRouting.builder()
                .endpoint(live.path(), () -> new LiveSession(stage, live, streams.stalls(), clients))
                .endpoint(watchers.path(), () -> new FeedSession(streams, watchers))
                .endpoint(producers.path(), () -> new ProducerSession(stage, producers, streams.stalls(), bringing));
        server = server(gatekeeper, routing, sockets);
    }

    private WebServer server(Gatekeeper gatekeeper, HttpRouting.Builder routing, WsRouting.Builder sockets) {
        WebServerConfig.Builder builder = WebServer.builder()
                .address(binding.address())
                .port(binding.port())
                .maxPayloadSize(LARGEST_BATCH)
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
                .addRouting(sockets);
        binding.certificate().ifPresent(certificate -> builder.tls(certificate.tls()));
        return builder.build();
    }

    /** There is no other way to a handler than through here. */
    private Handler guarded(Route route, Doorkeeper doorkeeper) {
        return (request, response) -> {
            request.context().register(new RequestLog.Template(route.path()));
            doorkeeper.admit(request, route.permission(), route.reach());
            route.handler().answer(stage, request).send(request, response);
        };
    }

    private SessionCookie cookie() {
        return new SessionCookie(port(), binding.certificate().isPresent());
    }

    /**
     * Starts serving, with no city yet.
     *
     * @param loading what there is to say until somebody knows better
     * @throws BadInput where the port is in use
     */
    public static OperationsServer open(Doors doors, String version, Loading loading) {
        if (doors.binding().port() != 0) {
            doors.binding().checkFree();
        }
        OperationsServer made = new OperationsServer(doors, version, loading);
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

    /** Lets the twin be asked and changed from now on. */
    public void connect(TwinDoor twin) {
        streams.connect(twin);
        stage.connect(twin);
    }

    /** There will be no twin: whoever asks it is told so. */
    public void leaveOutTwin() {
        stage.leaveOutTwin();
    }

    /** From now on there can be subscriptions. */
    public void tell(Outbox subscribers) {
        stage.tell(subscribers);
    }

    /** From now on people can be asked about the signals. */
    public void decide(ActionDoor actions) {
        stage.decide(actions);
    }

    /** Nobody will propose anything for the signals: whoever asks is told so. */
    public void leaveOutActions() {
        stage.leaveOutActions();
    }

    /** From now on the past can be asked for. */
    public void remember(HistoryStore history) {
        stage.remember(history);
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

    public int port() {
        return server.port();
    }

    /** For people: by a name that the certificate is for, where there is one. */
    public String address() {
        String host = binding.certificate().flatMap(ServerCertificate::name).orElse("localhost");
        return binding.scheme() + "://" + host + ":" + port() + "/";
    }

    public Optional<ServerCertificate> certificate() {
        return binding.certificate();
    }

    /** For programs of this machine, which know the certificate by its fingerprint and not by its name. */
    public String localAddress() {
        boolean bound =
                !binding.address().isAnyLocalAddress() && !binding.address().isLoopbackAddress();
        String host = bound ? Gatekeeper.literal(binding.address()) : "127.0.0.1";
        return binding.scheme() + "://" + host + ":" + port() + "/";
    }

    @Override
    public void close() {
        streams.close();
        server.stop();
        metrics.close();
    }

    List<Route> routes() {
        return routes;
    }

    List<ChannelDoor> channels() {
        return channels;
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
        routing.any("/ngsi-ld/*", (req, res) -> {
            throw NgsiAnswer.problem(ProblemType.RESOURCE_NOT_FOUND, "This part of NGSI-LD is not served.");
        });
        routing.any("/api/*", (req, res) -> {
            throw Unusable.notFound("The interface has no such path; /api/openapi.yaml lists them.");
        });
        Handler page = OperationsServer::page;
        routing.get("/*", page);
        routing.route(Method.HEAD, "/*", page);
        routing.any("/*", (req, res) -> wrongMethod(req, READING));
    }

    private static void page(ServerRequest request, ServerResponse response) {
        request.context().register(PAGE);
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
