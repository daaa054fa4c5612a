package meridian.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A counter's morning: 10, 20, 30 at 12:00, 12:01 and 12:10; 40 at 12:02 comes last. */
class HistoryDoorTest {
    private static final String COUNTER = "urn:ngsi-ld:Counter:1";
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

    @ParameterizedTest
    @CsvSource({
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
