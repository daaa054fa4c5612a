package meridian.api;

import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import meridian.api.Routes.Route;
import meridian.api.access.Permission;
import meridian.api.access.Reach;
import meridian.field.Clock;
import meridian.field.SimulatedCity;

/** How the server is, for people and for what watches it. */
final class HealthRoutes {
    private final String version;
    private final Metrics metrics;

    HealthRoutes(String version, Metrics metrics) {
        this.version = version;
        this.metrics = metrics;
    }

    List<Route> all() {
        return List.of(
                new Route(Method.GET, "/api/health", Permission.READ, Reach.LIMITED, this::health),
                // It answers, so it lives.
                new Route(
                        Method.GET,
                        "/api/health/live",
                        Permission.READ,
                        Reach.LIMITED,
                        (stage, request) -> Answer.json(new Views.Live(true))),
                new Route(
                        Method.GET,
                        "/api/health/ready",
                        Permission.READ,
                        Reach.LIMITED,
                        (stage, request) -> Answer.json(stage.ready())),
                new Route(Method.GET, "/metrics", Permission.READ, Reach.LIMITED, this::metrics));
    }

    private Answer health(Stage stage, ServerRequest request) {
        SimulatedCity city = stage.city().simulated();
        Throwable failure = city.failure();
        if (failure != null) {
            throw Unusable.of(Status.SERVICE_UNAVAILABLE_503, "stopped", "The simulation stopped: " + failure);
        }
        Clock clock = city.clock();
        String status = clock.paused() ? "paused" : clock.filling() ? "filling" : "running";
        List<String> troubles = stage.diskTroubles().values().stream()
                .flatMap(trouble -> trouble.now().stream())
                .toList();
        return Answer.json(new Views.Health(status, clock.seconds(), version, troubles));
    }

    private Answer metrics(Stage stage, ServerRequest request) {
        return Answer.bytes(Metrics.TYPE, "no-store", metrics.text().getBytes(StandardCharsets.UTF_8));
    }
}
