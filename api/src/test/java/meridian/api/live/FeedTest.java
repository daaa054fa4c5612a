package meridian.api.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import meridian.api.access.Area;
import meridian.api.access.Confines;
import meridian.api.access.Grant;
import meridian.api.access.Scope;
import meridian.twin.Folded;
import meridian.twin.TwinState;
import meridian.twin.TwinWriter;
import meridian.twin.entity.Attribute;
import meridian.twin.entity.Content;
import meridian.twin.entity.Entity;
import meridian.twin.entity.Geometry;
import meridian.twin.entity.Quality;
import meridian.twin.entity.Times;
import meridian.twin.entity.Value;
import meridian.twin.event.TwinEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Feeds against the plainest way to know what somebody should see: asking the whole state. */
class FeedTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private Broadcast broadcast = new Broadcast();
    private final TwinWriter writer = new TwinWriter(TwinState.EMPTY);
    private final List<Folded> batch = new ArrayList<>();
    private TwinState state = TwinState.EMPTY;
    private long position;

    FeedTest() {
        broadcast.begin(state);
    }

    @AfterEach
    void stop() {
        broadcast.close();
    }

    // --- A twin in a few lines ---

    private void apply(TwinEvent event) {
        position++;
        long micros = Times.micros(START.plusSeconds(position));
        batch.add(new Folded(position, micros, event, writer.apply(position, micros, event)));
    }

    private void publish() {
        TwinState before = state;
        state = writer.publish();
        broadcast.folded(List.copyOf(batch), before, state);
        batch.clear();
    }

    private void happen(TwinEvent... events) {
        for (TwinEvent event : events) {
            apply(event);
        }
        publish();
    }

    private long micros() {
        return Times.micros(START.plusSeconds(position));
    }

    private TwinEvent value(String id, String name, long value) {
        return TwinEvent.Observation.of(
                id, name, Content.of(Value.of(value)), START.plusSeconds(position), Quality.MEASURED, "test");
    }

    private static Entity device(String id, double lon, double lat) {
        return Entity.of(id, "Device", Attribute.of("location", Content.of(Geometry.point(lon, lat))));
    }

    private TwinEvent created(Entity entity) {
        return new TwinEvent.EntityCreated(entity, micros());
    }

    // --- Somebody who watches ---

    private Feed open(Sight sight, Optional<TwinState> told, Why otherwise) {
        broadcast.await(state.position());
        return broadcast.open("test", sight, told, otherwise);
    }

    private static Subscription subscription(String... parameters) {
        Map<String, String> given = new TreeMap<>();
        for (String parameter : parameters) {
            given.put(parameter.split("=", 2)[0], parameter.split("=", 2)[1]);
        }
        return Subscription.of(name -> Optional.ofNullable(given.get(name)));
    }

    /** Keeps what it was told, as docs/live.md says it is to be kept. */
    private static final class Client {
        private final Map<String, Map<Instance, JsonNode>> known = new TreeMap<>();
        private long cursor;
        private int told;
        private int leftOut;
        private int states;

        void hear(Message message) {
            JsonNode node = JSON.readTree(message.text());
            assertEquals(message.kind().word(), node.path("type").asString());
            if (message.kind() == Message.Kind.STATE) {
                if (node.path("part").asInt() == 1) {
                    known.clear();
                    states++;
                }
                node.path("entities").forEach(this::whole);
            }
            node.path("changes").forEach(this::change);
            leftOut += node.path("leftOut").asInt(0);
            cursor = node.path("cursor").isNumber() ? node.path("cursor").asLong() : 0;
        }

        private void change(JsonNode change) {
            told++;
            if (change.has("entered")) {
                whole(change.path("entered"));
            } else if (change.has("changed")) {
                Map<Instance, JsonNode> there =
                        known.get(change.path("changed").path("id").asString());
                instances(change.path("changed")).forEach((instance, node) -> {
                    if (node.path("value").asString("").equals("urn:ngsi-ld:null")) {
                        there.remove(instance);
                    } else {
                        there.put(instance, node);
                    }
                });
            } else {
                known.remove(
                        change.has("left")
                                ? change.path("left").asString()
                                : change.path("deleted").asString());
            }
        }

        private void whole(JsonNode entity) {
            known.put(entity.path("id").asString(), instances(entity));
        }

        private static Map<Instance, JsonNode> instances(JsonNode entity) {
            Map<Instance, JsonNode> instances = new java.util.HashMap<>();
            entity.properties().forEach(member -> {
                if (Set.of("type", "scope").contains(member.getKey())) {
                    instances.put(new Instance(member.getKey(), null), member.getValue());
                } else if (!member.getKey().equals("id")) {
                    for (JsonNode one : member.getValue().isArray() ? member.getValue() : List.of(member.getValue())) {
                        instances.put(
                                new Instance(
                                        member.getKey(),
                                        one.path("datasetId").isString()
                                                ? one.path("datasetId").asString()
                                                : null),
                                one);
                    }
                }
            });
            return instances;
        }
    }

    /** What a client knows that is told the whole state now. */
    private Map<String, Map<Instance, JsonNode>> seen(Sight sight) throws InterruptedException {
        Client client = new Client();
        try (Feed feed = open(sight, Optional.empty(), Why.NEW)) {
            hearAll(feed, client);
        }
        return client.known;
    }

    /** Until it has been told everything. */
    private void hearAll(Feed feed, Client client) throws InterruptedException {
        do {
            Optional<Message> message = feed.next(1_000_000);
            message.ifPresent(client::hear);
            if (message.isEmpty()) {
                client.hear(feed.heartbeat());
            }
        } while (client.cursor < state.position());
    }

    // --- Claims ---

    @Test
    void firstTheStateIsToldAndThenEachChangeAndNothingElse() throws InterruptedException {
        happen(created(device("urn:d:in", 1, 1)), created(device("urn:d:out", 5, 5)));
        Client client = new Client();
        try (Feed feed = open(new Sight(subscription("bbox=0,0,2,2"), Confines.NONE), Optional.empty(), Why.NEW)) {
            hearAll(feed, client);
            assertEquals(Set.of("urn:d:in"), client.known.keySet());
            happen(value("urn:d:in", "level", 3), value("urn:d:out", "level", 4));
            hearAll(feed, client);
            assertEquals(1, client.told);
            JsonNode level = client.known.get("urn:d:in").get(new Instance("level", null));
            assertEquals(3, level.path("value").asInt());
            assertEquals("measured", level.path("quality").path("value").asString());
        }
        assertEquals(0, broadcast.feeds());
    }

    @Test
    void whatMovesIntoTheBoxEntersAndWhatMovesOutLeavesAndWhatIsDeletedIsDeleted() throws InterruptedException {
        happen(created(device("urn:d:1", 5, 5)), created(device("urn:d:2", 1, 1)), created(device("urn:d:3", 1, 1)));
        try (Feed feed = open(new Sight(subscription("bbox=0,0,2,2"), Confines.NONE), Optional.empty(), Why.NEW)) {
            hearAll(feed, new Client());
            happen(moved("urn:d:1", 1, 1), moved("urn:d:2", 5, 5), new TwinEvent.EntityDeleted("urn:d:3", micros()));
            JsonNode changes = JSON.readTree(
                            feed.next(1_000_000_000L).orElseThrow().text())
                    .path("changes");
            assertEquals("urn:d:1", changes.path(0).path("entered").path("id").asString(), changes.toString());
            assertEquals("urn:d:2", changes.path(1).path("left").asString(), changes.toString());
            assertEquals("urn:d:3", changes.path(2).path("deleted").asString(), changes.toString());
        }
    }

    private TwinEvent moved(String id, double lon, double lat) {
        return TwinEvent.AttributesMerged.of(
                id, START.plusSeconds(position), Attribute.of("location", Content.of(Geometry.point(lon, lat))));
    }

    /** Ten updates of one attribute and two of another, none told: two values are told, ten were left out. */
    @Test
    void whoIsSlowGetsTheNewestValuesAndHowManyWereLeftOut() throws InterruptedException {
        happen(created(device("urn:d:1", 1, 1)));
        Client client = new Client();
        try (Feed feed = open(new Sight(subscription("type=Device"), Confines.NONE), Optional.empty(), Why.NEW)) {
            hearAll(feed, client);
            for (int i = 1; i <= 10; i++) {
                happen(value("urn:d:1", "level", i));
            }
            happen(value("urn:d:1", "battery", 1), value("urn:d:1", "battery", 2));
            awaitBroadcast();
            JsonNode message =
                    JSON.readTree(feed.next(1_000_000_000L).orElseThrow().text());
            assertEquals(1, message.path("changes").size(), message.toString());
            JsonNode changed = message.path("changes").path(0).path("changed");
            assertEquals(10, changed.path("level").path("value").asInt());
            assertEquals(2, changed.path("battery").path("value").asInt());
            assertEquals(10, message.path("leftOut").asInt());
            assertEquals(state.position(), message.path("cursor").asLong());
        }
    }

    private void awaitBroadcast() {
        broadcast.await(state.position());
    }

    @Test
    void aResumedStreamTellsWhatChangedSinceAndNothingElse() throws InterruptedException {
        happen(
                created(device("urn:d:1", 1, 1)),
                created(device("urn:d:2", 1, 1)),
                created(device("urn:d:3", 1, 1)),
                created(device("urn:d:4", 1, 1)));
        happen(value("urn:d:1", "level", 1), value("urn:d:4", "level", 1));
        TwinState told = state;
        happen(value("urn:d:1", "level", 2), moved("urn:d:2", 5, 5), new TwinEvent.EntityDeleted("urn:d:3", micros()));
        happen(new TwinEvent.AttributeDeleted("urn:d:4", "level", null, false, micros()));
        awaitBroadcast();
        try (Feed feed =
                open(new Sight(subscription("bbox=0,0,2,2"), Confines.NONE), Optional.of(told), Why.CURSOR_TOO_OLD)) {
            JsonNode message =
                    JSON.readTree(feed.next(1_000_000_000L).orElseThrow().text());
            assertEquals(
                    Set.of(
                            "{\"changed\":{\"id\":\"urn:d:1\",\"type\":\"Device\",\"level\":2}}",
                            "{\"changed\":{\"id\":\"urn:d:4\",\"type\":\"Device\",\"level\":\"urn:ngsi-ld:null\"}}",
                            "{\"left\":\"urn:d:2\"}",
                            "{\"deleted\":\"urn:d:3\"}"),
                    texts(simplified(told)));
            assertEquals(4, message.path("changes").size(), message.toString());
        }
    }

    private JsonNode simplified(TwinState told) throws InterruptedException {
        try (Feed feed = open(
                new Sight(subscription("bbox=0,0,2,2", "options=keyValues"), Confines.NONE),
                Optional.of(told),
                Why.CURSOR_TOO_OLD)) {
            return JSON.readTree(feed.next(1_000_000_000L).orElseThrow().text()).path("changes");
        }
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new TreeSet<>();
        array.forEach(one -> texts.add(one.toString()));
        return texts;
    }

    @Test
    void aCursorThatIsNotKnownAnyMoreGetsTheWholeStateAndTheReason() throws InterruptedException {
        happen(created(device("urn:d:1", 1, 1)));
        awaitBroadcast();
        try (Feed feed =
                open(new Sight(subscription("type=Device"), Confines.NONE), Optional.empty(), Why.CURSOR_TOO_OLD)) {
            JsonNode message =
                    JSON.readTree(feed.next(1_000_000_000L).orElseThrow().text());
            assertEquals("state", message.path("type").asString());
            assertEquals("cursor_too_old", message.path("why").asString());
            assertEquals(1, message.path("entities").size());
        }
    }

    @Test
    void whoIsTooFarBehindIsToldTheStateAgain() throws InterruptedException {
        try (Feed feed = open(new Sight(subscription("type=Device"), Confines.NONE), Optional.empty(), Why.NEW)) {
            Client client = new Client();
            hearAll(feed, client);
            for (int i = 0; i <= Feed.MOST_WAITING; i++) {
                apply(created(device("urn:d:" + i, 1, 1)));
            }
            publish();
            awaitBroadcast();
            assertEquals(0, feed.waiting());
            Message part = feed.next(1_000_000_000L).orElseThrow();
            client.hear(part);
            JsonNode message = JSON.readTree(part.text());
            assertEquals("behind", message.path("why").asString());
            assertFalse(message.path("last").asBoolean());
            assertTrue(message.path("cursor").isNull());
            hearAll(feed, client);
            assertEquals(Feed.MOST_WAITING + 1, client.known.size());
        }
    }

    /** Until somebody reads, and however much happens, no more waits than there are entities. */
    @Test
    void whatWaitsForOneWhoNeverReadsIsBounded() throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            apply(created(device("urn:d:" + i, 1, 1)));
        }
        publish();
        try (Feed feed = open(new Sight(subscription("type=Device"), Confines.NONE), Optional.empty(), Why.NEW)) {
            hearAll(feed, new Client());
            for (int i = 0; i < 20_000; i++) {
                apply(value("urn:d:" + i % 100, "level", i));
                apply(created(device("urn:gone:" + i, 1, 1)));
                apply(new TwinEvent.EntityDeleted("urn:gone:" + i, micros()));
                if (i % 50 == 0) {
                    publish();
                }
            }
            publish();
            awaitBroadcast();
            assertEquals(100, feed.waiting());
        }
    }

    @Test
    void broadcastThatCannotKeepUpHasEverybodyBeginAgainAndForgetsNoChange() throws InterruptedException {
        happen(created(device("urn:d:1", 1, 1)));
        Client client = new Client();
        try (Feed feed = open(new Sight(subscription("type=Device"), Confines.NONE), Optional.empty(), Why.NEW)) {
            hearAll(feed, client);
            for (int i = 0; i < 3 * Broadcast.MOST_EVENTS; i++) {
                apply(value("urn:d:1", "level", i));
                if (i % 20_000 == 0) {
                    publish();
                }
            }
            publish();
            hearAll(feed, client);
            JsonNode level = client.known.get("urn:d:1").get(new Instance("level", null));
            assertEquals(3 * Broadcast.MOST_EVENTS - 1, level.path("value").asInt());
        }
    }

    /** So short are the messages of {@link #broadcast} from now on. */
    private void tellAtATime(int entities) {
        broadcast.close();
        broadcast = new Broadcast(entities);
        broadcast.begin(state);
    }

    @Test
    void whatChangesWhileTheStateIsBeingToldIsToldOnce() throws InterruptedException {
        happen(created(device("urn:d:1", 1, 1)), created(device("urn:d:2", 1, 1)));
        tellAtATime(1);
        try (Feed feed = open(new Sight(subscription("type=Device"), Confines.NONE), Optional.empty(), Why.NEW)) {
            JsonNode first =
                    JSON.readTree(feed.next(1_000_000_000L).orElseThrow().text());
            assertTrue(first.path("cursor").isNull(), first.toString());
            happen(value("urn:d:2", "level", 7));
            awaitBroadcast();
            JsonNode second =
                    JSON.readTree(feed.next(1_000_000_000L).orElseThrow().text());
            assertEquals(
                    7,
                    second.path("entities").path(0).path("level").path("value").asInt());
            assertEquals(state.position(), second.path("cursor").asLong());
            assertEquals(Optional.empty(), feed.next(1_000_000L));
        }
    }

    @Test
    void thereIsNoCursorWhileMoreWaitsThanWentIntoTheMessage() throws InterruptedException {
        happen(created(device("urn:d:1", 1, 1)), created(device("urn:d:2", 1, 1)));
        tellAtATime(1);
        try (Feed feed = open(new Sight(subscription("type=Device"), Confines.NONE), Optional.empty(), Why.NEW)) {
            hearAll(feed, new Client());
            happen(value("urn:d:1", "level", 7), value("urn:d:2", "level", 7));
            awaitBroadcast();
            assertTrue(feed.next(1_000_000_000L).orElseThrow().cursor().isEmpty());
            assertEquals(
                    state.position(),
                    feed.next(1_000_000_000L).orElseThrow().cursor().orElseThrow());
        }
    }

    @Test
    void whereABatchWasLostEverybodyBeginsAgain() throws InterruptedException {
        happen(created(device("urn:d:1", 1, 1)));
        Client client = new Client();
        try (Feed feed = open(new Sight(subscription("type=Device"), Confines.NONE), Optional.empty(), Why.NEW)) {
            hearAll(feed, client);
            apply(value("urn:d:1", "level", 7));
            batch.clear();
            state = writer.publish(); // and nobody is told
            happen(value("urn:d:1", "battery", 1));
            hearAll(feed, client);
            assertEquals(2, client.states);
            assertEquals(
                    7,
                    client.known
                            .get("urn:d:1")
                            .get(new Instance("level", null))
                            .path("value")
                            .asInt());
        }
    }

    /** Random events, subscriptions, limits, pace, breaks and changes of mind; at the end he knows what there is to know. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void whoWatchesAtAnyPaceEndsUpKnowingWhatIsThere(long seed) throws InterruptedException {
        Random random = new Random(seed);
        tellAtATime(1 + random.nextInt(4));
        List<Subscription> wishes = List.of(
                subscription("bbox=0,0,2,2"),
                subscription("type=Device,Sensor"),
                subscription("bbox=1,1,3,3", "type=Sensor", "attrs=level"),
                subscription("id=urn:d:1,urn:d:2,urn:d:3", "attrs=level,battery"));
        Grant limited = new Grant(EnumSet.of(Scope.READ), Set.of("Device"), List.of(new Area(0, 0, 2.5, 2.5)));
        Confines confines = random.nextBoolean() ? Confines.NONE : new Confines(limited);
        Sight sight = new Sight(wishes.get(random.nextInt(4)), confines);
        Client client = new Client();
        Map<Long, TwinState> states = new TreeMap<>(Map.of(0L, state));
        Feed feed = open(sight, Optional.empty(), Why.NEW);
        for (int round = 0; round < 300; round++) {
            for (int i = random.nextInt(12); i >= 0; i--) {
                apply(event(random));
            }
            publish();
            states.put(state.position(), state);
            for (int reads = random.nextInt(3); reads > 0; reads--) {
                feed.next(0).ifPresent(client::hear);
            }
            if (random.nextInt(40) == 0 && client.states > 0 && client.cursor > 0) {
                feed.close();
                feed = open(sight, Optional.ofNullable(states.get(client.cursor)), Why.CURSOR_TOO_OLD);
            }
            if (random.nextInt(60) == 0) {
                sight = new Sight(wishes.get(random.nextInt(4)), confines);
                feed.look(sight.subscription());
                // A cursor belongs to what was asked for when it came.
                client.cursor = 0;
            }
        }
        hearAll(feed, client);
        assertEquals(seen(sight), client.known, "seed " + seed);
        feed.close();
    }

    private TwinEvent event(Random random) {
        String id = "urn:d:" + random.nextInt(12);
        String name = List.of("level", "battery", "note").get(random.nextInt(3));
        String dataset = random.nextInt(4) == 0 ? "urn:set:1" : null;
        double lon = random.nextInt(4);
        return switch (random.nextInt(10)) {
            case 0 ->
                created(Entity.of(
                        id,
                        random.nextBoolean() ? "Device" : "Sensor",
                        Attribute.of("location", Content.of(Geometry.point(lon, lon)))));
            case 1 -> new TwinEvent.EntityDeleted(id, micros());
            case 2 -> new TwinEvent.EntityReplaced(device(id, lon, lon), micros());
            case 3 -> moved(id, lon, lon);
            case 4 -> new TwinEvent.AttributeDeleted(id, name, dataset, random.nextBoolean(), micros());
            case 5 ->
                new TwinEvent.AttributesMerged(
                        id,
                        random.nextInt(3) == 0 ? List.of("Sensor") : List.of(),
                        random.nextInt(3) == 0 ? Optional.of(List.of()) : Optional.of(List.of("/a")),
                        List.of(Attribute.of(name, Content.of(Value.of("merged")))),
                        false,
                        micros());
            case 6 ->
                new TwinEvent.Observations(
                        List.of((TwinEvent.Observation) value(id, name, random.nextInt(100)), (TwinEvent.Observation)
                                value("urn:d:1", "level", random.nextInt(100))));
            default ->
                new TwinEvent.Observation(
                        id,
                        random.nextBoolean() ? "Device" : null,
                        name,
                        dataset,
                        Content.of(Value.of(random.nextInt(100))),
                        micros() - random.nextInt(3) * 1_000_000L,
                        Quality.MEASURED,
                        null);
        };
    }
}
