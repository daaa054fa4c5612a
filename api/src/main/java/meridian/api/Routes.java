package meridian.api;

import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import meridian.api.access.Permission;
import meridian.api.access.Reach;
import meridian.field.SimulatedCity;
import meridian.model.BadInput;
import meridian.model.City;
import meridian.model.geo.LonLat;
import tools.jackson.databind.JsonNode;

/** The routes of openapi.yaml: what each needs and what it answers. */
final class Routes {
    /** A route and what it needs. One with GET answers HEAD as well, without a body. */
    record Route(Method method, String path, Permission permission, Reach reach, Handler handler) {}

    /** Makes the answer from what is on stage. */
    interface Handler {
        Answer answer(Stage stage, ServerRequest request);
    }

    private final String version;

    Routes(String version) {
        this.version = version;
    }

    /** Every route there is, each with the permission it needs. */
    List<Route> all() {
        return List.of(
                get("/api/city", (stage, request) -> Answer.json(stage.about())),
                getByAnyKey("/api/loading", (stage, request) -> Answer.json(stage.progress())),
                get(
                        "/api/figures",
                        (stage, request) -> Answer.json(stage.city().views().history())),
                get(
                        "/api/clock",
                        (stage, request) -> Answer.json(stage.city().views().clock())),
                new Route(Method.POST, "/api/clock", Permission.COMMAND, Reach.WHOLE_CITY, Routes::setClock),
                get("/api/search", Routes::search),
                get("/api/at", Routes::at),
                get("/api/links/{index}", Routes::link),
                get("/api/junctions/{index}", Routes::junction),
                get("/api/street", Routes::street),
                get("/api/stops/{index}", Routes::stop),
                get("/api/map/roads.bin", (stage, request) -> {
                    byte[] roads = stage.map().roads();
                    return Answer.bytes("application/octet-stream", "no-cache", roads);
                }),
                get("/api/map/{z}/{x}/{y}", Routes::tile),
                getByAnyKey("/api/openapi.yaml", Routes::description));
    }

    private static Route get(String path, Handler handler) {
        return new Route(Method.GET, path, Permission.READ, Reach.WHOLE_CITY, handler);
    }

    /** One that tells nothing of any entity or place. */
    private static Route getByAnyKey(String path, Handler handler) {
        return new Route(Method.GET, path, Permission.READ, Reach.LIMITED, handler);
    }

    private static Answer setClock(Stage stage, ServerRequest request) {
        ShownCity shown = stage.city();
        JsonNode body = JsonBody.object(request);
        change(shown.simulated(), body.path("speed"), body.path("paused"));
        return Answer.json(shown.views().clock());
    }

    private static void change(SimulatedCity city, JsonNode speed, JsonNode paused) {
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
    }

    private static Answer search(Stage stage, ServerRequest request) {
        ShownCity shown = stage.city();
        String query = request.query().first("q").orElse("").strip();
        if (query.isEmpty() || query.length() > 100) {
            throw Unusable.parameter("q needs 1 to 100 characters.");
        }
        double limit = number(request, "limit", 10, 1, 50);
        if (limit != Math.rint(limit)) {
            throw Unusable.parameter("limit must be a whole number of 1 to 50.");
        }
        return Answer.json(shown.search().find(query, (int) limit));
    }

    private static Answer at(Stage stage, ServerRequest request) {
        ShownCity shown = stage.city();
        double lon = number(request, "lon", Double.NaN, -180, 180);
        double lat = number(request, "lat", Double.NaN, -90, 90);
        double radius = number(request, "radiusMeters", 20, 1, 500);
        var thing = shown.nearest().at(shown.city().projection().toPlane(new LonLat(lon, lat)), radius);
        // Most places are empty: that is an answer, and no failure that browsers would write down.
        return thing.map(Answer::json).orElseGet(() -> Answer.nothing("no-store"));
    }

    private static Answer street(Stage stage, ServerRequest request) {
        String name = request.query().first("name").orElse("");
        return Answer.json(stage.city()
                .views()
                .street(name)
                .orElseThrow(() -> Unusable.notFound("No street is called " + BadInput.shortened(name) + ".")));
    }

    private static Answer link(Stage stage, ServerRequest request) {
        ShownCity shown = stage.city();
        int count = shown.city().network().links().size();
        return Answer.json(shown.views().link(index(request, count)));
    }

    private static Answer junction(Stage stage, ServerRequest request) {
        ShownCity shown = stage.city();
        int count = shown.city().network().nodes().size();
        return Answer.json(shown.views().junction(index(request, count)));
    }

    private static Answer stop(Stage stage, ServerRequest request) {
        ShownCity shown = stage.city();
        City city = shown.city();
        return Answer.json(
                shown.views().stop(index(request, city.places().stops().size())));
    }

    private static Answer tile(Stage stage, ServerRequest request) {
        BaseMap map = stage.map();
        String last = parameter(request, "y");
        if (!last.endsWith(".mvt")) {
            throw Unusable.notFound("Tiles are called {z}/{x}/{y}.mvt.");
        }
        int z = whole("z", parameter(request, "z"), MapTiles.DEEPEST + 1);
        int x = whole("x", parameter(request, "x"), 1 << z);
        int y = whole("y", last.substring(0, last.length() - 4), 1 << z);
        byte[] tile = map.tiles().tile(z, x, y);
        return tile.length == 0
                ? Answer.nothing("no-cache")
                : Answer.bytes("application/vnd.mapbox-vector-tile", "no-cache", tile);
    }

    private static Answer description(Stage stage, ServerRequest request) {
        try (InputStream in = Routes.class.getResourceAsStream("openapi.yaml")) {
            return Answer.bytes(
                    "application/yaml", "no-cache", Objects.requireNonNull(in).readAllBytes());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
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

    private static String parameter(ServerRequest request, String name) {
        return request.path().pathParameters().get(name);
    }

    private static int index(ServerRequest request, int count) {
        return whole("index", parameter(request, "index"), count);
    }

    /** A path parameter that is a whole number below {@code limit}. */
    private static int whole(String name, String text, int limit) {
        if (text.matches("[0-9]{1,9}") && Integer.parseInt(text) < limit) {
            return Integer.parseInt(text);
        }
        throw Unusable.notFound("There is no " + name + " " + BadInput.shortened(text) + " here; "
                + (limit == 0 ? "the city has none." : "it is 0 to " + (limit - 1) + "."));
    }
}
