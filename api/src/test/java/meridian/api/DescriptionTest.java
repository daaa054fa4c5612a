package meridian.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import meridian.api.access.Grant;
import meridian.api.access.KeyOrder;
import meridian.api.access.Reach;
import meridian.model.geo.LonLat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Holds the server and openapi.yaml against each other, in both directions. */
class DescriptionTest {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch", "head", "options");
    private static TownServer town;
    private static JsonNode description;

    private static final Set<String> NEED_NO_CITY = Set.of(
            "/api/loading",
            "/api/health/live",
            "/metrics",
            "/api/openapi.yaml",
            "/api/session",
            "/api/session/tokens",
            "/api/keys",
            "/api/keys/{id}");

    @BeforeAll
    static void start() {
        town = TownServer.start(60);
        description = new YAMLMapper().readTree(town.get("/api/openapi.yaml").body());
        untilTrafficRuns();
    }

    @AfterAll
    static void stop() {
        town.close();
    }

    private static void untilTrafficRuns() {
        // Until there is a minute of history and links that somebody drove on.
        while (town.city.history().size() < 3) {
            Thread.onSpinWait();
        }
    }

    @Test
    void everyRouteIsDescribedWithItsPermissionAndEveryDescribedRouteExists() {
        Map<String, String> described = new TreeMap<>();
        operations((path, method, operation) -> described.put(
                method + " " + path,
                operation.path("x-permission").asString("none")
                        + (operation.path("x-limited-keys").asBoolean(false) ? ", limited keys too" : "")));
        Map<String, String> served = new TreeMap<>();
        for (Routes.Route route : town.server.routes()) {
            if (route.path().startsWith("/ngsi-ld/")) {
                continue; // The standard describes it.
            }
            // The router has no pattern of a parameter with a suffix.
            String path = route.path().replace("{z}/{x}/{y}", "{z}/{x}/{y}.mvt");
            served.put(
                    route.method().text().toLowerCase(java.util.Locale.ROOT) + " " + path,
                    route.permission().word() + (route.reach() == Reach.LIMITED ? ", limited keys too" : ""));
        }
        assertEquals(described, served);
    }

    @Test
    void everyDescribedAnswerIsGivenAsDescribed() {
        Map<String, String> calls = calls();
        Set<String> seen = new HashSet<>();
        operations((path, method, operation) -> {
            operation.path("responses").propertyNames().forEach(status -> {
                String name = method + " " + path + " " + status;
                seen.add(name);
                if (status.equals("503")) {
                    return; // LoadingTest has no city for it.
                }
                if (name.equals("get /live 200")) {
                    return; // It has no end; LiveDoorTest listens to it.
                }
                String call = calls.get(name);
                assertNotNull(call, "no example for " + name);
                check(name, ask(method, call), operation.path("responses").path(status));
            });
        });
        assertTrue(seen.containsAll(calls.keySet()), "examples of answers that are not described");
    }

    /** A request for each described answer; a body follows after a blank. */
    private static Map<String, String> calls() {
        LonLat street = town.town
                .projection()
                .toEarth(town.town.network().link(0).shape().pointAt(20));
        LonLat market = town.town
                .projection()
                .toEarth(town.town.network().node(node("market")).at());
        Map<String, String> calls = new HashMap<>();
        calls.put("get /api/city 200", "/api/city");
        calls.put("get /api/loading 200", "/api/loading");
        calls.put("get /api/figures 200", "/api/figures");
        calls.put("get /api/clock 200", "/api/clock");
        calls.put("post /api/clock 200", "/api/clock {\"speed\":60,\"paused\":false}");
        calls.put("post /api/clock 400", "/api/clock {\"speed\":61}");
        calls.put("post /api/clock 415", "/api/clock");
        calls.put("get /api/search 200", "/api/search?q=mar&limit=50");
        calls.put("get /api/search 400", "/api/search?q=");
        calls.put("get /api/at 200", "/api/at?lon=" + street.lonDegrees() + "&lat=" + street.latDegrees());
        calls.put("get /api/at 400", "/api/at?lon=x&lat=" + market.latDegrees());
        calls.put("get /api/at 204", "/api/at?lon=100&lat=50");
        calls.put("get /api/links/{index} 200", "/api/links/0");
        calls.put("get /api/links/{index} 404", "/api/links/99999");
        calls.put("get /api/junctions/{index} 200", "/api/junctions/" + node("market"));
        calls.put("get /api/junctions/{index} 404", "/api/junctions/99999");
        String name = town.town.network().link(0).name().replace(" ", "%20");
        calls.put("get /api/street 200", "/api/street?name=" + name);
        calls.put("get /api/street 404", "/api/street?name=nowhere");
        calls.put("get /api/stops/{index} 200", "/api/stops/0");
        calls.put("get /api/stops/{index} 404", "/api/stops/7");
        calls.put("get /api/map/roads.bin 200", "/api/map/roads.bin");
        calls.put("get /api/map/{z}/{x}/{y}.mvt 200", "/api/map/0/0/0.mvt");
        calls.put("get /api/map/{z}/{x}/{y}.mvt 204", "/api/map/16/1/1.mvt");
        calls.put("get /api/map/{z}/{x}/{y}.mvt 404", "/api/map/17/0/0.mvt");
        calls.put("get /api/health 200", "/api/health");
        calls.put("get /api/health/live 200", "/api/health/live");
        calls.put("get /api/health/ready 200", "/api/health/ready");
        calls.put("get /metrics 200", "/metrics");
        calls.put("get /api/openapi.yaml 200", "/api/openapi.yaml");
        calls.put("get /api/twin 200", "/api/twin");
        calls.put(
                "post /observations 200",
                "/observations {\"entity\":\"urn:d:1\",\"type\":\"Device\",\"attribute\":\"level\",\"value\":1,"
                        + "\"observedAt\":\"2026-11-28T07:30:00Z\"}\nno json");
        calls.put("post /observations 400", "/observations binary");
        calls.put("post /observations 415", "/observations");
        calls.put("get /live 400", "/live");
        calls.put("get /api/history 200", "/api/history");
        calls.put("get /api/following 200", "/api/following");
        calls.put("get /api/as-of 200", "/api/as-of?type=Device");
        calls.put("get /api/as-of 400", "/api/as-of");
        calls.put("get /api/as-of/{id} 404", "/api/as-of/urn:d:none");
        calls.putAll(callsOfAccess());
        calls.putAll(callsOfActions());
        return calls;
    }

    private static Map<String, String> callsOfActions() {
        String action = "/api/actions/" + SmallInbox.OPEN;
        String seen = "{\"contentSha256\":\"" + SmallInbox.HASH + "\"}";
        Map<String, String> calls = new HashMap<>();
        calls.put("get /api/actions 200", "/api/actions");
        calls.put("post /api/actions 202", "/api/actions {\"junctions\":[" + node("market") + "],\"seconds\":60}");
        calls.put("post /api/actions 400", "/api/actions {\"junctions\":[],\"seconds\":60}");
        calls.put("post /api/actions 415", "/api/actions");
        calls.put("get /api/actions/{id} 200", action);
        calls.put("get /api/actions/{id} 404", "/api/actions/none");
        calls.put("get /api/actions/{id}/leaves 200", action + "/leaves");
        calls.put("get /api/actions/{id}/leaves 404", "/api/actions/none/leaves");
        calls.put("post /api/actions/{id}/approval 200", action + "/approval " + seen);
        calls.put("post /api/actions/{id}/approval 400", action + "/approval {\"contentSha256\":\"x\"}");
        calls.put("post /api/actions/{id}/approval 404", "/api/actions/none/approval " + seen);
        calls.put(
                "post /api/actions/{id}/approval 409",
                action + "/approval {\"contentSha256\":\"" + "0".repeat(64) + "\"}");
        calls.put("post /api/actions/{id}/approval 415", action + "/approval");
        calls.put(
                "post /api/actions/{id}/denial 200", "/api/actions/" + SmallInbox.OPEN + "/denial {\"reason\":\"no\"}");
        calls.put("post /api/actions/{id}/denial 404", "/api/actions/none/denial {}");
        calls.put("post /api/actions/{id}/denial 409", "/api/actions/" + SmallInbox.ENDED + "/denial {}");
        calls.put("post /api/actions/{id}/denial 415", action + "/denial");
        calls.put("get /api/policies 200", "/api/policies");
        calls.put("post /api/policies 200", "/api/policies {\"note\":\"signed\"}");
        calls.put("post /api/policies 400", "/api/policies {\"note\":\"garbage\"}");
        calls.put("post /api/policies 409", "/api/policies {\"note\":\"unsigned\"}");
        calls.put("post /api/policies 415", "/api/policies");
        calls.put("delete /api/policies/{id} 200", "/api/policies/weekdays");
        calls.put("delete /api/policies/{id} 409", "/api/policies/none");
        calls.put("post /api/modes 200", "/api/modes {\"area\":\"whole city\",\"mode\":\"advise\"}");
        calls.put("post /api/modes 400", "/api/modes {\"area\":\"whole city\",\"mode\":\"obey\"}");
        calls.put("post /api/modes 404", "/api/modes {\"area\":\"atlantis\",\"mode\":\"act\"}");
        calls.put("post /api/modes 415", "/api/modes");
        calls.put("post /api/emergency-stop 200", "/api/emergency-stop {\"reason\":\"smoke\"}");
        calls.put("post /api/emergency-stop 400", "/api/emergency-stop {\"reason\":7}");
        calls.put("post /api/emergency-stop 415", "/api/emergency-stop");
        return calls;
    }

    private static Map<String, String> callsOfAccess() {
        String key = town.access
                .makeKey(new KeyOrder(
                        "described", Grant.ALL, 1, town.clock.instant().plusSeconds(3600)))
                .key()
                .id();
        Map<String, String> calls = new HashMap<>();
        calls.put("get /api/session 200", "/api/session");
        calls.put("post /api/session 200", "/api/session {\"secret\":\"" + town.access.signInToken() + "\"}");
        calls.put("post /api/session 400", "/api/session {}");
        calls.put("post /api/session 401", "/api/session {\"secret\":\"guess\"}");
        calls.put("post /api/session 415", "/api/session");
        calls.put("delete /api/session 200", "/api/session");
        calls.put("post /api/session/tokens 201", "/api/session/tokens {}");
        calls.put("get /api/keys 200", "/api/keys");
        calls.put("post /api/keys 201", "/api/keys {\"name\":\"loop 7\",\"scopes\":[\"write\"]}");
        calls.put("post /api/keys 400", "/api/keys {\"name\":\"loop 7\",\"scopes\":[]}");
        calls.put("post /api/keys 415", "/api/keys");
        calls.put("delete /api/keys/{id} 200", "/api/keys/" + key);
        calls.put("delete /api/keys/{id} 404", "/api/keys/000000000000");
        return calls;
    }

    private static int node(String id) {
        return town.node(id);
    }

    private static HttpResponse<byte[]> ask(String method, String call) {
        String[] parts = call.split(" ", 2);
        if (method.equals("get")) {
            return town.get(parts[0]);
        }
        if (method.equals("delete")) {
            return town.send(town.request(parts[0]).DELETE().build());
        }
        if (parts[0].equals("/api/session/tokens")) {
            return town.send(town.requestOfNobody(parts[0])
                    .header("Authorization", "Bearer " + town.local)
                    .POST(java.net.http.HttpRequest.BodyPublishers.noBody())
                    .build());
        }
        if (parts[0].equals("/observations") && parts.length == 2) {
            boolean binary = parts[1].equals("binary");
            return town.send(town.request(parts[0])
                    .header("Content-Type", binary ? ObservationRoutes.BINARY : ObservationRoutes.LINES)
                    .POST(java.net.http.HttpRequest.BodyPublishers.ofString(parts[1]))
                    .build());
        }
        return parts.length == 2
                ? town.post(parts[0], parts[1])
                : town.send(town.request(parts[0])
                        .header("Content-Type", "text/plain")
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{}"))
                        .build());
    }

    private static void check(String name, HttpResponse<byte[]> answer, JsonNode given) {
        JsonNode described = given.has("$ref") ? resolved(given) : given;
        assertEquals(name.substring(name.lastIndexOf(' ') + 1), String.valueOf(answer.statusCode()), name);
        String type = answer.headers().firstValue("Content-Type").orElse("");
        JsonNode content = described.path("content");
        if (content.isEmpty()) {
            assertEquals("", type, name);
            assertEquals(0, answer.body().length, name);
            return;
        }
        assertEquals(List.copyOf(content.propertyNames()), List.of(type), name);
        assertTrue(answer.body().length > 0, name);
        JsonNode schema = content.path(type).path("schema");
        if (!schema.isMissingNode()) {
            conforms(name, schema, TownServer.json(answer));
        }
    }

    /** Every thing of every kind, not only the first: what is optional shows only in some. */
    @Test
    void everyLinkJunctionAndStopIsAsDescribed() {
        every("/api/links/", town.town.network().links().size(), "Link");
        every("/api/junctions/", town.town.network().nodes().size(), "Junction");
        every("/api/stops/", town.town.places().stops().size(), "Stop");
    }

    private static void every(String path, int count, String schema) {
        for (int i = 0; i < count; i++) {
            HttpResponse<byte[]> answer = town.get(path + i);
            assertEquals(200, answer.statusCode(), path + i);
            conforms(path + i, description.at("/components/schemas/" + schema), TownServer.json(answer));
            assertEquals(i, TownServer.json(answer).path("index").asInt());
        }
    }

    @Test
    void aClickFindsLinksJunctionsAndStops() {
        JsonNode thing = description.at("/components/schemas/Thing");
        Set<String> kinds = new HashSet<>();
        Consumer<meridian.model.geo.Point> click = place -> {
            LonLat at = town.town.projection().toEarth(place);
            HttpResponse<byte[]> answer = town.get("/api/at?lon=" + at.lonDegrees() + "&lat=" + at.latDegrees());
            assertEquals(200, answer.statusCode());
            JsonNode found = TownServer.json(answer);
            conforms("click", thing, found);
            assertTrue(found.has(found.path("kind").asString()), "the thing is under its kind");
            kinds.add(found.path("kind").asString());
        };
        click.accept(town.town.network().link(0).shape().pointAt(20));
        click.accept(town.town.network().node(node("market")).at());
        click.accept(town.town.places().stops().getFirst().at());
        assertEquals(Set.of("link", "junction", "stop"), kinds);
    }

    @Test
    void aStreetAddsUpItsLinks() {
        String name = town.town.network().link(0).name();
        List<meridian.model.network.Link> links = town.town.network().links().stream()
                .filter(link -> link.name().equals(name))
                .toList();
        JsonNode street = TownServer.json(town.get("/api/street?name=" + name.replace(" ", "%20")));
        assertEquals(links.size(), street.path("links").asInt());
        double meters = links.stream().mapToDouble(l -> l.lengthMeters()).sum();
        assertEquals(meters, street.path("lengthMeters").asDouble(), 0.5);
        assertTrue(street.path("now").path("vehicles").asInt()
                >= street.path("now").path("halting").asInt());
    }

    @Test
    void aLinkNamesTheJunctionsAtItsEnds() {
        JsonNode link = TownServer.json(town.get("/api/links/0"));
        for (String end : new String[] {"from", "to"}) {
            int index = link.path(end + "Junction").asInt();
            String name = TownServer.json(town.get("/api/junctions/" + index))
                    .path("name")
                    .asString();
            assertEquals(name, link.path(end + "JunctionName").asString());
        }
    }

    private interface Operation {
        void see(String path, String method, JsonNode operation);
    }

    private static void operations(Operation operation) {
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    if (METHODS.contains(method.getKey())) {
                        operation.see(path.getKey(), method.getKey(), method.getValue());
                    }
                }));
    }

    /** The description of what a server says that has no city yet. */
    @Test
    void everyOperationThatNeedsTheCitySaysThatItMayBeLoading() {
        try (TownServer loading = TownServer.loading(1)) {
            operations((path, method, operation) -> {
                JsonNode given = operation.path("responses").path("503");
                assertEquals(NEED_NO_CITY.contains(path), given.isMissingNode(), path);
                if (!given.isMissingNode()) {
                    String call = path.replaceAll("\\{\\w+}", "0");
                    HttpResponse<byte[]> answer =
                            switch (method) {
                                case "get" -> loading.get(call);
                                case "delete" ->
                                    loading.send(loading.request(call).DELETE().build());
                                default -> loading.post(call, "{}");
                            };
                    check(method + " " + path + " 503", answer, given);
                    Set<String> headers =
                            Set.copyOf(resolved(given).path("headers").propertyNames());
                    assertEquals(Set.of("Retry-After"), headers);
                    assertTrue(answer.headers().firstValue("Retry-After").isPresent(), path);
                }
            });
        }
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? description.at(node.path("$ref").asString().substring(1)) : node;
    }

    /** A small JSON Schema validator: just what the description uses. It knows no property that is not described. */
    private static void conforms(String where, JsonNode given, JsonNode value) {
        JsonNode schema = resolved(given);
        switch (schema.path("type").asString()) {
            case "object" -> object(where, schema, value);
            case "array" -> {
                assertTrue(value.isArray(), where + " is an array");
                assertTrue(value.size() <= schema.path("maxItems").asInt(Integer.MAX_VALUE), where + " is too long");
                for (int i = 0; i < value.size(); i++) {
                    conforms(where + "[" + i + "]", schema.path("items"), value.get(i));
                }
            }
            case "string" -> assertTrue(value.isString(), where + " is a string, not " + value);
            case "number" -> assertTrue(value.isNumber(), where + " is a number, not " + value);
            case "integer" -> assertTrue(value.isIntegralNumber(), where + " is whole, not " + value);
            case "boolean" -> assertTrue(value.isBoolean(), where + " is a boolean, not " + value);
            default -> throw new AssertionError(where + " has no type that this test knows: " + schema);
        }
        if (schema.has("const")) {
            assertEquals(schema.path("const"), value, where);
        }
        if (schema.has("enum")) {
            assertTrue(schema.path("enum").valueStream().anyMatch(value::equals), where + " may not be " + value);
        }
    }

    private static void object(String where, JsonNode schema, JsonNode value) {
        assertTrue(value.isObject(), where + " is an object");
        schema.path("required").forEach(name -> assertTrue(value.has(name.asString()), where + " lacks " + name));
        value.properties().forEach(property -> {
            JsonNode described = schema.path("properties").path(property.getKey());
            if (described.isMissingNode() && schema.path("additionalProperties").asBoolean(false)) {
                return;
            }
            assertTrue(!described.isMissingNode(), where + " has an undescribed " + property.getKey());
            conforms(where + "." + property.getKey(), described, property.getValue());
        });
    }
}
