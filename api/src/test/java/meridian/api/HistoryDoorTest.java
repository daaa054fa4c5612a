package meridian.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import meridian.api.access.Area;
import meridian.api.access.Grant;
import meridian.api.access.KeyOrder;
import meridian.api.access.Scope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A counter's morning: 10, 20, 30 at 12:00, 12:01 and 12:10; 40 at 12:02 comes last. */
class HistoryDoorTest {
    private static final String COUNTER = "urn:ngsi-ld:Counter:1";
    private static final String TEMPORAL_MANY = "/ngsi-ld/v1/temporal/entities";
    private static final String TEMPORAL = "/ngsi-ld/v1/temporal/entities/" + COUNTER;

    private static TownServer town;
    private static Instant beforeTheLast;

    @BeforeAll
    static void start() throws InterruptedException {
        town = TownServer.start(1);
        observe("12:00", 10);
        observe("12:01", 20);
        observe("12:10", 30);
        beforeTheLast = Instant.now();
        Thread.sleep(2);
        observe("12:02", 40);
    }

    @AfterAll
    static void stop() {
        town.close();
    }

    private static void observe(String time, int value) {
        String line = "{\"entity\":\"" + COUNTER + "\",\"type\":\"Counter\",\"attribute\":\"flow\",\"value\":" + value
                + ",\"observedAt\":\"2026-03-01T" + time + ":00Z\"}";
        HttpResponse<byte[]> answer = town.send(town.request("/observations")
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(line))
                .build());
        assertEquals(200, answer.statusCode());
    }

    private static JsonNode ok(String path) {
        HttpResponse<byte[]> answer = town.get(path);
        assertEquals(
                200, answer.statusCode(), () -> new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8));
        return TownServer.json(answer);
    }

    @Test
    void valuesOfASpanComeInTheOrderInWhichTheyWereTrue() {
        JsonNode flow = ok(TEMPORAL + "?timerel=between&timeAt=2026-03-01T12:00:00Z&endTimeAt=2026-03-01T12:10:00Z")
                .path("flow");
        assertEquals(3, flow.size());
        assertEquals(10, flow.path(0).path("value").asInt());
        assertEquals(20, flow.path(1).path("value").asInt());
        assertEquals(40, flow.path(2).path("value").asInt());
        assertEquals("2026-03-01T12:02:00Z", flow.path(2).path("observedAt").asString());
    }

    @Test
    void theLastOfThemArePairsOfValueAndTime() {
        JsonNode flow = ok(TEMPORAL + "?lastN=2&options=temporalValues").path("flow");
        assertEquals(
                "[[40,\"2026-03-01T12:02:00Z\"],[30,\"2026-03-01T12:10:00Z\"]]",
                flow.path("values").toString());
    }

    @Test
    void periodsHoldTheLateValue() {
        JsonNode flow = ok(TEMPORAL
                        + "?options=aggregatedValues&aggrPeriodDuration=PT5M&aggrMethods=avg,totalCount&timerel=after"
                        + "&timeAt=2026-03-01T11:59:59Z")
                .path("flow");
        // (10 + 20 + 40) / 3 in the first five minutes, 30 in the third.
        assertEquals(70.0 / 3, flow.path("avg").path(0).path(0).asDouble());
        assertEquals("2026-03-01T12:05:00Z", flow.path("avg").path(0).path(2).asString());
        assertEquals(1, flow.path("totalCount").path(1).path(0).asInt());
        assertFalse(flow.path("simulated").asBoolean());
    }

    @Test
    void whatWasKnownThenIsNotWhatIsKnownNow() {
        String question = "/api/as-of/" + COUNTER + "?trueAt=2026-03-01T12:05:00Z&options=keyValues";
        assertEquals(40, ok(question).path("entities").path(0).path("flow").asInt());
        assertEquals(
                20,
                ok(question + "&knownAt=" + beforeTheLast)
                        .path("entities")
                        .path(0)
                        .path("flow")
                        .asInt());
        JsonNode all = ok("/api/as-of?type=Counter&trueAt=2026-03-01T12:05:00Z").path("entities");
        assertEquals(1, all.size());
        assertTrue(ok("/api/as-of?type=Ship").path("entities").isEmpty());
    }

    private static void observe(String body) {
        HttpResponse<byte[]> answer = town.send(town.request("/observations")
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
        assertEquals(200, answer.statusCode());
    }

    private static String line(String id, String type, String attribute, String value, int minute) {
        return "{\"entity\":\"" + id + "\",\"type\":\"" + type + "\",\"attribute\":\"" + attribute + "\",\"value\":"
                + value + ",\"observedAt\":\"2026-03-01T13:" + (10 + minute) + ":00Z\"}\n";
    }

    private static String point(double longitude) {
        return "{\"type\":\"Point\",\"coordinates\":[" + longitude + ",0]}";
    }

    @Test
    void manyEntitiesAreAskedByTypePageByPageInEachForm() {
        StringBuilder lines = new StringBuilder();
        for (int m = 0; m < 5; m++) {
            for (int minute = 0; minute < 4; minute++) {
                lines.append(line("urn:m:" + m, "Meter", "load", String.valueOf(10 * m + minute), minute));
            }
        }
        observe(lines.toString());
        String span = "&timerel=between&timeAt=2026-03-01T13:11:00Z&endTimeAt=2026-03-01T13:13:00Z";
        JsonNode all = ok(TEMPORAL_MANY + "?type=Meter&options=temporalValues" + span);
        assertEquals(5, all.size());
        for (int m = 0; m < 5; m++) {
            assertEquals("urn:m:" + m, all.path(m).path("id").asString());
            // The second and the third of the four: from the first moment on, before the last.
            assertEquals(
                    "[[" + (10 * m + 1) + ",\"2026-03-01T13:11:00Z\"],[" + (10 * m + 2) + ",\"2026-03-01T13:12:00Z\"]]",
                    all.path(m).path("load").path("values").toString());
        }
        JsonNode page = ok(TEMPORAL_MANY + "?type=Meter&lastN=1&limit=2&offset=3");
        assertEquals(2, page.size());
        assertEquals(33, page.path(0).path("load").path(0).path("value").asInt());
        JsonNode sums = ok(TEMPORAL_MANY
                + "?type=Meter&q=load%3E40&options=aggregatedValues&aggrMethods=sum&aggrPeriodDuration=PT1H");
        assertEquals(1, sums.size());
        // 40 + 41 + 42 + 43.
        assertEquals(166, sums.path(0).path("load").path("sum").path(0).path(0).asInt());
    }

    private static HttpResponse<byte[]> askedBy(String key, String path) {
        return town.send(town.requestOfNobody(path)
                .header("Authorization", "Bearer " + key)
                .build());
    }

    private static List<String> ids(JsonNode entities) {
        List<String> ids = new java.util.ArrayList<>();
        entities.forEach(entity -> ids.add(entity.path("id").asString()));
        return ids;
    }

    /** One stood inside all the time, one came in from outside, one is outside, one is of another type. */
    @Test
    void aLimitedKeySeesThePastOfWhatWasWithinItsLimitsAllTheTime() {
        observe(line("urn:v:in", "Vessel", "location", point(0.5), 0)
                + line("urn:v:came", "Vessel", "location", point(5), 0)
                + line("urn:v:out", "Vessel", "location", point(5), 0)
                + line("urn:b:in", "Buoy", "location", point(0.5), 0)
                + line("urn:v:in", "Vessel", "location", point(0.6), 2)
                + line("urn:v:came", "Vessel", "location", point(0.5), 2));
        Grant grant = new Grant(EnumSet.of(Scope.READ), Set.of("Vessel"), List.of(new Area(0, -1, 1, 1)));
        String key =
                town.access.makeKey(new KeyOrder("harbour", grant, 1_000, null)).secret();
        JsonNode seen = TownServer.json(askedBy(key, TEMPORAL_MANY + "?type=Vessel,Buoy"));
        assertEquals(List.of("urn:v:in"), ids(seen));
        assertEquals(2, seen.path(0).path("location").size());
        assertEquals(200, askedBy(key, TEMPORAL_MANY + "/urn:v:in").statusCode());
        for (String hidden : List.of("urn:v:came", "urn:v:out", "urn:b:in", "urn:v:none")) {
            HttpResponse<byte[]> answer = askedBy(key, TEMPORAL_MANY + "/" + hidden);
            assertEquals(404, answer.statusCode(), hidden);
            assertEquals(
                    "There is and was no entity " + hidden + ".",
                    TownServer.json(answer).path("detail").asString());
        }
        // Then two were within, before that one.
        String asOf = "/api/as-of?type=Vessel,Buoy&trueAt=2026-03-01T13:";
        assertEquals(
                List.of("urn:v:came", "urn:v:in"),
                ids(TownServer.json(askedBy(key, asOf + "30:00Z")).path("entities")));
        assertEquals(
                List.of("urn:v:in"),
                ids(TownServer.json(askedBy(key, asOf + "11:00Z")).path("entities")));
        assertEquals(404, askedBy(key, "/api/as-of/urn:v:out").statusCode());
        assertEquals(403, askedBy(key, "/api/history").statusCode());
    }

    @ParameterizedTest
    @CsvSource({
        "'" + TEMPORAL_MANY + "', 400, BadRequestData",
        "'" + TEMPORAL_MANY + "?type=Counter&limit=101', 400, BadRequestData",
        "'" + TEMPORAL_MANY + "?type=Counter&q=%3D', 400, InvalidRequest",
        "'" + TEMPORAL_MANY + "?type=Counter&timerel=after', 400, BadRequestData",
        "'" + TEMPORAL + "?timerel=between&timeAt=2026-03-01T12:00:00Z', 400, BadRequestData",
        "'" + TEMPORAL + "?timerel=around&timeAt=2026-03-01T12:00:00Z', 400, BadRequestData",
        "'" + TEMPORAL + "?timerel=after&timeAt=noon', 400, BadRequestData",
        "'" + TEMPORAL + "?timeproperty=createdAt', 400, BadRequestData",
        "'" + TEMPORAL + "?lastN=0', 400, BadRequestData",
        "'" + TEMPORAL + "?options=aggregatedValues&aggrPeriodDuration=PT7M&aggrMethods=avg', 400, BadRequestData",
        "'" + TEMPORAL + "?options=aggregatedValues&aggrPeriodDuration=PT1H&aggrMethods=mode', 400, BadRequestData",
        "/ngsi-ld/v1/temporal/entities/urn:ngsi-ld:Counter:none, 404, ResourceNotFound",
        "'/api/as-of/" + COUNTER + "?trueAt=2020-01-01T00:00:00Z', 404, ResourceNotFound",
    })
    void whatCannotBeAnsweredIsAProblemOfNgsiLd(String path, int status, String type) {
        HttpResponse<byte[]> answer = town.get(path);
        assertEquals(status, answer.statusCode());
        assertEquals(
                "https://uri.etsi.org/ngsi-ld/errors/" + type,
                TownServer.json(answer).path("type").asString());
    }
}
