package meridian.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.List;
import meridian.api.access.Grant;
import meridian.api.access.KeyOrder;
import meridian.api.access.MadeKey;
import meridian.api.access.Scope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whose word comes to the inbox, and what comes back. */
final class ActionRoutesTest {
    private static final String SEEN = "{\"contentSha256\":\"" + SmallInbox.HASH + "\"}";
    private static TownServer town;

    @BeforeAll
    static void start() {
        town = TownServer.start(1);
    }

    @AfterAll
    static void stop() {
        town.close();
    }

    private static HttpResponse<byte[]> approve(String authorization) {
        return town.send(town.requestOfNobody("/api/actions/" + SmallInbox.OPEN + "/approval")
                .header("Authorization", "Bearer " + authorization)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(SEEN))
                .build());
    }

    @Test
    void aProgramOfThisMachineIsTheAdministratorAndAKeyItsHolder() {
        assertEquals(200, approve(town.local).statusCode());
        assertEquals("approve signals-open Administrator", town.inbox.said.getLast());
        MadeKey made = town.access.makeKey(new KeyOrder(
                "ana", new Grant(EnumSet.of(Scope.COMMAND, Scope.READ), java.util.Set.of(), List.of()), 10, null));
        assertEquals(200, approve(made.secret()).statusCode());
        assertEquals("approve signals-open ana (key " + made.key().id() + ")", town.inbox.said.getLast());
    }

    @Test
    void aRefusalSaysWhyAndWhereItIsWritten() {
        HttpResponse<byte[]> answer = town.post(
                "/api/actions/" + SmallInbox.OPEN + "/approval", "{\"contentSha256\":\"" + "0".repeat(64) + "\"}");
        assertEquals(409, answer.statusCode());
        JsonNode problem = TownServer.json(answer);
        assertEquals("refused", problem.path("code").asString());
        assertTrue(problem.path("message").asString().contains("another content"), problem.toString());
        assertTrue(problem.path("message").asString().contains("Entry 8"), problem.toString());
    }

    @Test
    void aCardNamesItsJunctionsOnTheMapAndCountsDown() {
        JsonNode card =
                TownServer.json(town.get("/api/actions")).path("actions").path(0);
        double left = card.path("secondsLeft").asDouble();
        assertTrue(left > 200 && left <= 300, card.toString());
        JsonNode junction = card.path("junctions").path(0);
        var at = town.town.projection().toEarth(town.town.network().node(0).at());
        assertEquals(at.lonDegrees(), junction.path("lon").asDouble(), 1e-9);
        assertEquals(
                -12.5,
                card.path("alternatives")
                        .path(0)
                        .path("effect")
                        .path("expected")
                        .asDouble());
    }
}
