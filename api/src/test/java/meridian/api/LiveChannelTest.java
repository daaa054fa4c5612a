package meridian.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import meridian.model.network.RoadClass;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class LiveChannelTest {
    private static TownServer town;

    @BeforeAll
    static void start() {
        town = TownServer.start(60);
        Patience.await("traffic", () -> town.city.scene().count() > 30);
    }

    @AfterAll
    static void stop() {
        town.close();
    }

    @AfterEach
    void goOn() {
        town.post("/api/clock", "{\"paused\":false,\"speed\":60}");
    }

    private Views.Box everything() {
        return new CitySquare(town.town).box();
    }

    /** The city square's west half. */
    private Views.Box west() {
        Views.Box all = everything();
        return new Views.Box(all.west(), all.south(), (all.west() + all.east()) / 2, all.north());
    }

    @Test
    void beforeTheFirstViewOnlyClockAndFiguresCome() {
        try (LiveClient client = LiveClient.of(town)) {
            JsonNode clock = client.message(0, m -> m.path("type").asString().equals("clock"));
            assertEquals(60, clock.path("speed").asDouble());
            assertFalse(clock.path("paused").asBoolean());
            assertEquals(6, clock.size()); // type and the five properties of Clock
            client.message(0, m -> m.path("type").asString().equals("figures") && m.has("corridors"));
            client.awaitPing();
            assertEquals(0, client.framesSoFar());
        }
    }

    @Test
    void closeUpThereAreVehiclesRoadsAndSignals() {
        try (LiveClient client = LiveClient.of(town)) {
            client.view(everything(), 16);
            Frame vehicles = client.frame(0, f -> f.kind() == Frame.VEHICLES && f.count() > 30);
            Frame roads = client.frame(0, f -> f.kind() == Frame.ROADS);
            Frame signals = client.frame(0, f -> f.kind() == Frame.SIGNALS);
            assertTrue(vehicles.simulated() && roads.simulated() && signals.simulated());
            assertTrue(roads.complete());
            assertFalse(vehicles.complete() || signals.complete() || vehicles.paused());
            assertEquals(60, vehicles.speed());
            assertTrue(vehicles.seconds() > TownServer.START_SECONDS);
            for (int word : vehicles.words()) {
                assertTrue((word & 63) < 30, "no vehicle drives at " + (word & 63) + " m/s here");
                assertTrue(word >> 12 <= 8, "there is no kind " + (word >> 12));
            }
            assertTrue(signals.count() > 10);
        }
    }

    @Test
    void sequenceNumbersCountAllFramesOfTheChannel() {
        try (LiveClient client = LiveClient.of(town)) {
            client.view(everything(), 16);
            client.frame(30, f -> true);
            List<Frame> frames = client.frames();
            for (int i = 0; i < frames.size(); i++) {
                assertEquals(i, frames.get(i).sequence());
            }
        }
    }

    @Test
    void aViewOfTheWestHasNoVehicleOfTheEast() {
        try (LiveClient client = LiveClient.of(town)) {
            client.view(west(), 15);
            for (int i = 0; i < 5; i++) {
                Frame frame = client.frame(client.framesSoFar(), f -> f.kind() == Frame.VEHICLES);
                for (double x : frame.x()) {
                    assertTrue(x <= 0.5 + 1e-4, "a vehicle at " + x);
                }
            }
        }
    }

    @Test
    void zoomingOutEmptiesVehiclesAndSignalsOnceAndSendsMainRoadsOnly() {
        try (LiveClient client = LiveClient.of(town)) {
            client.view(everything(), 15);
            client.frame(0, f -> f.kind() == Frame.VEHICLES && f.count() > 0);
            client.frame(0, f -> f.kind() == Frame.SIGNALS && f.count() > 0);
            client.view(everything(), 11);
            Frame roads = client.frame(1, f -> f.kind() == Frame.ROADS && f.complete() && mainRoadsOnly(f));
            client.frame(0, f -> f.kind() == Frame.VEHICLES && f.count() == 0);
            client.frame(0, f -> f.kind() == Frame.SIGNALS && f.count() == 0);
            client.frame((int) roads.sequence() + 2, f -> true);
            for (Frame later : client.frames().subList((int) roads.sequence() + 1, client.framesSoFar())) {
                assertEquals(Frame.ROADS, later.kind(), "nothing but roads from so far away");
            }
        }
    }

    private boolean mainRoadsOnly(Frame frame) {
        for (int link : frame.links()) {
            if (town.town.network().link(link).roadClass().compareTo(RoadClass.TERTIARY) > 0) {
                return false;
            }
        }
        return frame.count() > 0;
    }

    @ParameterizedTest
    @ValueSource(doubles = {14.49, 14.5, 14.99, 15})
    void vehiclesComeFrom145AndSignalsFrom15(double zoom) {
        try (LiveClient client = LiveClient.of(town)) {
            client.view(everything(), zoom);
            client.frame(0, f -> f.kind() == Frame.ROADS);
            client.frame(client.framesSoFar(), f -> f.kind() == Frame.ROADS);
            assertEquals(zoom >= 14.5, client.frames().stream().anyMatch(f -> f.kind() == Frame.VEHICLES));
            assertEquals(zoom >= 15, client.frames().stream().anyMatch(f -> f.kind() == Frame.SIGNALS));
        }
    }

    /** What a client knows after any number of frames is what one that comes new is told. */
    @Test
    void changesAddUpToTheWholePicture() {
        try (LiveClient old = LiveClient.of(town)) {
            old.view(everything(), 13);
            old.frame(0, f -> f.kind() == Frame.ROADS && f.complete() && f.count() > 0);
            old.frame(3, f -> f.kind() == Frame.ROADS);
            town.post("/api/clock", "{\"paused\":true}");
            Frame last = old.frame(0, Frame::paused);
            old.frame((int) last.sequence() + 1, f -> f.kind() == Frame.ROADS && f.count() == 0);
            Map<Integer, Integer> known = new HashMap<>();
            int completeFrames = 0;
            for (Frame frame : old.frames()) {
                completeFrames += frame.complete() ? 1 : 0;
                for (int i = 0; i < frame.count(); i++) {
                    Integer before = known.put(frame.links()[i], frame.ratios()[i]);
                    assertFalse(before != null && before == frame.ratios()[i], "sent without a change");
                }
            }
            assertEquals(1, completeFrames);
            try (LiveClient fresh = LiveClient.of(town)) {
                fresh.view(everything(), 13);
                Frame whole = fresh.frame(0, Frame::complete);
                Map<Integer, Integer> told = new HashMap<>();
                for (int i = 0; i < whole.count(); i++) {
                    told.put(whole.links()[i], whole.ratios()[i]);
                }
                // "Nobody drove here lately" is news to the old one and left out for the new.
                known.values().removeIf(ratio -> ratio == 255);
                assertEquals(told, known);
            }
        }
    }

    @Test
    void recordsOfTwoFramesCannotBeJoinedByTheirPlaceInTheFrame() {
        town.post("/api/clock", "{\"speed\":10}");
        try (LiveClient client = LiveClient.of(town)) {
            client.view(everything(), 16);
            Patience.await(
                    "such a frame",
                    () -> client.frames().stream()
                                    .filter(f -> f.kind() == Frame.VEHICLES)
                                    .count()
                            >= 12);
            List<Frame> frames = client.frames().stream()
                    .filter(f -> f.kind() == Frame.VEHICLES)
                    .toList();
            int near = 0;
            int all = 0;
            for (int f = 1; f < frames.size(); f++) {
                Frame a = frames.get(f - 1);
                Frame b = frames.get(f);
                for (int i = 0; i < Math.min(a.count(), b.count()); i++) {
                    // The town is 2 km wide: 40 m is farther than a vehicle drives between two frames.
                    near += Math.hypot(a.x()[i] - b.x()[i], a.y()[i] - b.y()[i]) < 0.02 ? 1 : 0;
                    all++;
                }
            }
            assertTrue(all > 200, all + " pairs");
            // Queues at signals put many vehicles near each other by chance; with a stable order nearly all pairs are
            // near.
            assertTrue(near < 0.3 * all, near + " of " + all + " pairs are near each other");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "hello",
                "{}",
                "{\"type\":\"hello\"}",
                "{\"type\":1}",
                "{\"type\":\"view\"}",
                "{\"type\":\"view\",\"west\":0,\"south\":0,\"east\":1,\"north\":1}",
                "{\"type\":\"view\",\"west\":\"0\",\"south\":0,\"east\":1,\"north\":1,\"zoom\":12}",
                "{\"type\":\"view\",\"west\":2,\"south\":0,\"east\":1,\"north\":1,\"zoom\":12}",
                "{\"type\":\"view\",\"west\":0,\"south\":2,\"east\":1,\"north\":1,\"zoom\":12}",
                "{\"type\":\"view\",\"west\":0,\"south\":0,\"east\":1,\"north\":91,\"zoom\":12}",
                "{\"type\":\"view\",\"west\":0,\"south\":0,\"east\":1,\"north\":1,\"zoom\":31}",
                "{\"type\":\"view\",\"west\":-1e999,\"south\":0,\"east\":1,\"north\":1,\"zoom\":12}"
            })
    void aMessageThatIsNotAViewClosesTheChannelWithAReason(String message) {
        try (LiveClient client = LiveClient.of(town)) {
            client.say(message);
            LiveClient.Closed closed = client.closed();
            assertEquals(1008, closed.status());
            assertFalse(closed.reason().isBlank());
        }
    }

    @Test
    void binaryAndOversizedMessagesCloseTheChannel() {
        try (LiveClient binary = LiveClient.of(town);
                LiveClient large = LiveClient.of(town);
                LiveClient parts = LiveClient.of(town);
                LiveClient bytes = LiveClient.of(town);
                LiveClient huge = LiveClient.of(town)) {
            binary.sayBytes(new byte[] {1, 2, 3});
            assertEquals(1008, binary.closed().status());
            large.say(" ".repeat(4097));
            assertEquals(1008, large.closed().status());
            parts.sayInParts(" ".repeat(2000), " ".repeat(2000), " ".repeat(2000));
            assertEquals(1008, parts.closed().status());
            bytes.say("中".repeat(1400)); // 4,200 bytes of 1,400 characters
            assertTrue(bytes.closed().reason().contains("bytes"), bytes.closed().reason());
            huge.say(" ".repeat(70_000));
            assertEquals(1008, huge.closed().status()); // Java's client sends it in parts
        }
    }

    /** A client that does not answer a close may not keep its connection for that. */
    @Test
    void theSocketOfWhoIsRefusedIsClosedThoughTheClientDoesNot() throws Exception {
        try (RawChannel one = RawChannel.of(town)) {
            one.send(1, "nonsense");
            assertEquals(1008, one.readToTheEnd());
        }
        List<LiveClient> clients = new ArrayList<>();
        try (TownServer town = TownServer.start(1)) {
            for (int i = 0; i < LiveSession.MOST_CLIENTS; i++) {
                LiveClient client = LiveClient.of(town);
                clients.add(client);
                client.message(0, m -> true);
            }
            try (RawChannel late = RawChannel.of(town)) {
                assertEquals(1013, late.readToTheEnd());
            }
        } finally {
            clients.forEach(LiveClient::close);
        }
    }

    @Test
    void anUnknownOpcodeEndsThatChannelAndNoOther() throws Exception {
        try (LiveClient good = LiveClient.of(town)) {
            for (int opcode : new int[] {3, 5, 11, 15}) {
                try (RawChannel bad = RawChannel.of(town)) {
                    bad.send(opcode, "nonsense");
                    bad.readToTheEnd();
                }
            }
            good.view(everything(), 16);
            good.frame(0, f -> f.kind() == Frame.VEHICLES);
        }
    }

    @Test
    void aViewInPartsAndOneOfTheLargestSizeAreRead() {
        try (LiveClient client = LiveClient.of(town)) {
            client.sayInParts(
                    "{\"type\":\"view\",\"west\":-1,\"so", "uth\":-1,\"east\":1,", "\"north\":1,\"zoom\":13}");
            client.frame(0, Frame::complete);
            String view = "{\"type\":\"view\",\"west\":-2,\"south\":-1,\"east\":1,\"north\":1,\"zoom\":13}";
            client.say(view + " ".repeat(4096 - view.length()));
            client.frame(client.framesSoFar(), Frame::complete);
        }
    }

    @Test
    void whoComesWhenSixtyFourAreThereIsToldToComeBackAndLaterServed() {
        List<LiveClient> clients = new ArrayList<>();
        try (TownServer town = TownServer.start(1)) {
            for (int i = 0; i < 64; i++) {
                LiveClient client = LiveClient.of(town);
                clients.add(client);
                client.message(0, m -> true);
            }
            try (LiveClient late = LiveClient.of(town)) {
                LiveClient.Closed closed = late.closed();
                assertEquals(1013, closed.status());
                assertTrue(closed.reason().contains("64"), closed.reason());
            }
            clients.removeLast().close();
            Patience.await("such a message", () -> {
                try (LiveClient again = LiveClient.of(town)) {
                    again.message(0, m -> true);
                    return true;
                } catch (AssertionError stillFull) {
                    return false;
                }
            });
        } finally {
            clients.forEach(LiveClient::close);
        }
    }

    @Test
    void aClientThatDoesNotReadHoldsUpNobodyAndCostsNothing() {
        try (LiveClient deaf = LiveClient.deaf(town);
                LiveClient good = LiveClient.of(town)) {
            deaf.view(everything(), 16);
            good.view(everything(), 16);
            good.frame(0, f -> f.kind() == Frame.VEHICLES);
            long before = usedMemory();
            // The deaf one's buffers in the system are full long before.
            good.frame(300, f -> f.kind() == Frame.VEHICLES);
            assertTrue(usedMemory() - before < 8_000_000, "memory grew by " + (usedMemory() - before));
            assertEquals(0, deaf.framesSoFar());
            assertEquals(200, town.get("/api/health").statusCode());
        }
    }

    private long usedMemory() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Test
    void pauseAndSpeedReachEveryClient() {
        try (LiveClient one = LiveClient.of(town);
                LiveClient two = LiveClient.of(town)) {
            one.view(everything(), 16);
            town.post("/api/clock", "{\"paused\":true,\"speed\":7}");
            for (LiveClient client : List.of(one, two)) {
                client.message(
                        0, m -> m.path("paused").asBoolean() && m.path("speed").asDouble() == 7);
            }
            one.frame(0, f -> f.paused() && f.speed() == 7);
            double stood = town.city.clock().seconds();
            town.post("/api/clock", "{\"paused\":false,\"speed\":60}");
            for (LiveClient client : List.of(one, two)) {
                client.message(
                        0,
                        m -> m.has("paused")
                                && !m.path("paused").asBoolean()
                                && m.path("speed").asDouble() == 60
                                && m.path("seconds").asDouble() > stood);
            }
            one.frame(0, f -> !f.paused() && f.seconds() > stood);
        }
    }

    @Test
    void pausedVehiclesStayInTheirPlaces() {
        town.post("/api/clock", "{\"paused\":true}");
        Patience.await("the city to pause", () -> town.city.scene().clock().paused());
        try (LiveClient one = LiveClient.of(town);
                LiveClient two = LiveClient.of(town)) {
            one.view(everything(), 16);
            two.view(everything(), 16);
            Frame a = one.frame(0, f -> f.kind() == Frame.VEHICLES);
            Frame b = two.frame(0, f -> f.kind() == Frame.VEHICLES);
            org.junit.jupiter.api.Assertions.assertArrayEquals(a.x(), b.x());
            org.junit.jupiter.api.Assertions.assertArrayEquals(a.y(), b.y());
        }
    }
}
