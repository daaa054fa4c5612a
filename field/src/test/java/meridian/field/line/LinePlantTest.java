package meridian.field.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import meridian.field.plant.Observation;
import meridian.field.plant.ObserveMode;
import meridian.field.plant.PlantLost;
import meridian.field.plant.SignalCommand;
import meridian.model.BadInput;
import meridian.model.signal.Aspect;
import org.junit.jupiter.api.Test;

final class LinePlantTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void theConversationOfTheDocumentationIsSpokenLetterByLetter() throws Exception {
        List<String> spoken = Files.readString(DOCS.resolve("line-protocol.md"))
                .lines()
                .filter(line -> line.startsWith("plant> ") || line.startsWith("brain> "))
                .toList();
        List<String> plants = said(spoken, "plant> ");
        List<String> brains = said(spoken, "brain> ");
        SpokenPlant other = new SpokenPlant();
        other.say(plants.toArray(String[]::new));
        try (LinePlant plant = other.plant(ObserveMode.DETECTORS)) {
            assertFalse(plant.look().heard(0));
            Observation seen = plant.step(List.of(new SignalCommand.Show(0, List.of(Aspect.GREEN_PROTECTED))));
            assertEquals(1, seen.count(0));
            assertEquals(0.4, seen.occupancy(0), 1e-6);
            plant.step(List.of());
            assertTrue(plant.ended());
            assertEquals(25_202, plant.seconds());
        }
        for (String line : brains) {
            assertEquals(line, other.heard());
        }
        assertEquals(4, brains.size());
    }

    private static List<String> said(List<String> spoken, String who) {
        return spoken.stream()
                .filter(line -> line.startsWith(who))
                .map(line -> line.substring(who.length()))
                .toList();
    }

    @Test
    void theExampleInPythonIsDrivenToItsEnd() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "Python 3 is not installed");
        Path example = DOCS.resolve("examples").resolve("line_plant.py");
        int[] passed = new int[2];
        int steps = 0;
        try (LinePlant plant =
                LinePlant.start(List.of("/usr/bin/python3", example.toString()), ObserveMode.LANES, PATIENCE)) {
            assertEquals("two streets", plant.network().name());
            while (!plant.ended()) {
                int green = steps / 30 % 2;
                List<Aspect> aspects = green == 0
                        ? List.of(Aspect.GREEN_PROTECTED, Aspect.RED)
                        : List.of(Aspect.RED, Aspect.GREEN_PROTECTED);
                Observation seen = plant.step(List.of(new SignalCommand.Show(0, aspects)));
                assertEquals(aspects, List.of(seen.shown(0, 0), seen.shown(0, 1)));
                assertEquals(0, seen.count(1 - green), "who is red does not pass");
                assertEquals(seen.vehicles(green) > 0, seen.present(green));
                passed[green] += seen.count(green);
                steps++;
            }
            assertEquals(0, plant.rejectedValues(), plant.lastRejection());
        }
        assertEquals(600, steps);
        // 0.2 arrivals a second over 600 s are 120; five standard deviations of the binomial are 49.
        assertEquals(120, passed[0], 55);
        assertEquals(120, passed[1], 55);
    }

    @Test
    void aJunctionIsToldToFollowItsPlanOrToFlash() throws Exception {
        SpokenPlant other = new SpokenPlant();
        other.say(SpokenPlant.NETWORK, SpokenPlant.observation(0, ""), SpokenPlant.observation(1, ""));
        other.say(SpokenPlant.observation(2, ""));
        try (LinePlant plant = other.plant(ObserveMode.VEHICLES)) {
            plant.step(List.of(new SignalCommand.Flash(0)));
            plant.step(List.of(new SignalCommand.FollowPlan(0)));
        }
        assertEquals("{\"type\":\"start\",\"version\":1,\"observe\":\"vehicles\"}", other.heard());
        assertEquals(
                "{\"type\":\"step\",\"step\":1,\"commands\":[{\"junction\":\"J\",\"follow\":\"flash\"}]}",
                other.heard());
        assertEquals(
                "{\"type\":\"step\",\"step\":2,\"commands\":[{\"junction\":\"J\",\"follow\":\"plan\"}]}",
                other.heard());
    }

    @Test
    void talkBetweenTheLinesIsPassedOver() throws Exception {
        SpokenPlant other = new SpokenPlant();
        other.say("Loading ...", SpokenPlant.NETWORK, "", "done", SpokenPlant.observation(0, ""));
        try (LinePlant plant = other.plant(ObserveMode.DETECTORS)) {
            assertEquals(0, plant.seconds());
        }
    }

    @Test
    void absurdValuesAreCountedAndTheirDetectorIsSilent() throws Exception {
        String[] absurd = {
            "\"detectors\":[{\"id\":\"loop\",\"count\":-1,\"occupancy\":0}]",
            "\"detectors\":[{\"id\":\"loop\",\"count\":6,\"occupancy\":0}]",
            "\"detectors\":[{\"id\":\"loop\",\"count\":0.5,\"occupancy\":0}]",
            "\"detectors\":[{\"id\":\"loop\",\"count\":0,\"occupancy\":1.01}]",
            "\"detectors\":[{\"id\":\"loop\",\"count\":0,\"occupancy\":\"much\"}]",
            "\"detectors\":[{\"id\":\"loop\",\"count\":99999999999999,\"occupancy\":0}]",
            "\"detectors\":[{\"id\":\"pool\",\"count\":0,\"occupancy\":0}]",
            "\"detectors\":[7]",
            "\"lanes\":[{\"id\":\"in\",\"vehicles\":1,\"standing\":2}]",
            "\"lanes\":[{\"id\":\"out\",\"vehicles\":1,\"standing\":0}]",
            "\"vehicles\":[{\"lane\":\"in\",\"beforeLineMeters\":-1,\"speedMps\":0}]",
            "\"vehicles\":[{\"lane\":\"in\",\"beforeLineMeters\":1,\"speedMps\":1000}]"
        };
        SpokenPlant other = new SpokenPlant();
        other.say(SpokenPlant.NETWORK, SpokenPlant.observation(0, ""));
        try (LinePlant plant = other.plant(ObserveMode.VEHICLES)) {
            for (int i = 0; i < absurd.length; i++) {
                other.say(SpokenPlant.observation(i + 1, absurd[i]));
                Observation seen = plant.step(List.of());
                assertEquals(i + 1, plant.rejectedValues(), absurd[i]);
                assertFalse(seen.heard(0), absurd[i]);
                assertEquals(0, seen.vehicles(0));
                assertEquals(List.of(), seen.seenVehicles());
            }
            assertTrue(plant.lastRejection().contains("speedMps"), plant.lastRejection());
        }
    }

    private static void assertLost(String why, String line) throws Exception {
        SpokenPlant other = new SpokenPlant();
        other.say(SpokenPlant.NETWORK, SpokenPlant.observation(0, ""), line);
        try (LinePlant plant = other.plant(ObserveMode.DETECTORS)) {
            PlantLost lost = assertThrows(PlantLost.class, () -> plant.step(List.of()), line);
            assertTrue(lost.getMessage().contains(why), lost.getMessage());
            assertTrue(lost.getMessage().contains("lost at second 0.0, line 3: "), lost.getMessage());
            assertThrows(PlantLost.class, () -> plant.step(List.of()));
        }
    }

    @Test
    void whatMakesNoSenseIsTheEndOfThePlantToldWithItsLine() throws Exception {
        assertLost("it is no JSON", "{\"type\":\"observation\",");
        assertLost("it is no JSON", "{" + "[".repeat(10_000));
        assertLost("a message of type 'network'", SpokenPlant.NETWORK);
        assertLost("it told of step 0 where step 1", SpokenPlant.observation(0, ""));
        assertLost(
                "it is at second 7.0 instead of 1.0",
                SpokenPlant.observation(1, "").replace("\"seconds\":1", "\"seconds\":7"));
        assertLost("does not say its second", SpokenPlant.observation(1, "").replace("\"seconds\":1,", ""));
        assertLost("which are not 2 letters", SpokenPlant.observation(1, "").replace("rG", "r"));
        assertLost("which are not 2 letters", SpokenPlant.observation(1, "").replace("rG", "rX"));
        assertLost("there is no junction 'K'", SpokenPlant.observation(1, "").replace("\"J\"", "\"K\""));
        assertLost(
                "does not say what junction J shows",
                SpokenPlant.observation(1, "").replace("\"signals\"", "\"lamps\""));
    }

    @Test
    void aPlantThatGoesOrFallsSilentIsLost() throws Exception {
        SpokenPlant gone = new SpokenPlant();
        gone.say(SpokenPlant.NETWORK, SpokenPlant.observation(0, ""));
        try (LinePlant plant = gone.plant(ObserveMode.DETECTORS)) {
            gone.close();
            PlantLost lost = assertThrows(PlantLost.class, () -> plant.step(List.of()));
            assertTrue(lost.getMessage().contains("it closed the line"), lost.getMessage());
        }
        SpokenPlant silent = new SpokenPlant();
        silent.say(SpokenPlant.NETWORK, SpokenPlant.observation(0, ""));
        try (LinePlant plant = LinePlant.over(
                "a test", silent.toBrain, silent.fromBrain, ObserveMode.DETECTORS, Duration.ofMillis(1500), silent)) {
            PlantLost lost = assertThrows(PlantLost.class, () -> plant.step(List.of()));
            assertTrue(lost.getMessage().contains("it has said nothing for 1 s"), lost.getMessage());
        }
    }

    @Test
    void aNetworkThatCannotBeIsRefused() throws Exception {
        for (String[] wrong : new String[][] {
            {"\"version\":1", "\"version\":2", "version 2 of the protocol"},
            {"\"lengthMeters\":200", "\"lengthMeters\":-1", "its network cannot be"},
            {"\"groups\":2,", "", "its network cannot be"},
            {"\"lane\":0,\"beforeLineMeters\"", "\"lane\":9,\"beforeLineMeters\"", "points nowhere"},
            {"STOP_LINE", "SOMEWHERE", "its network cannot be"}
        }) {
            SpokenPlant other = new SpokenPlant();
            other.say(SpokenPlant.NETWORK.replace(wrong[0], wrong[1]));
            BadInput refusal = assertThrows(BadInput.class, () -> other.plant(ObserveMode.DETECTORS), wrong[1]);
            assertTrue(refusal.getMessage().contains(wrong[2]), refusal.getMessage());
        }
    }

    @Test
    void aPlantThatListensIsJoined() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> serve(server));
            InetSocketAddress address = (InetSocketAddress) server.getLocalSocketAddress();
            try (LinePlant plant = LinePlant.join(address, ObserveMode.DETECTORS, PATIENCE)) {
                assertEquals("one lane", plant.network().name());
                assertEquals(1, plant.step(List.of()).seconds());
            }
        }
        InetSocketAddress nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        BadInput refusal = assertThrows(BadInput.class, () -> LinePlant.join(nobody, ObserveMode.DETECTORS, PATIENCE));
        assertTrue(refusal.getMessage().contains("nobody answers there"), refusal.getMessage());
    }

    private static void serve(ServerSocket server) {
        String all = String.join(
                "\n", SpokenPlant.NETWORK, SpokenPlant.observation(0, ""), SpokenPlant.observation(1, ""), "");
        try (Socket line = server.accept()) {
            line.getOutputStream().write(all.getBytes(StandardCharsets.UTF_8));
            line.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void commandsForWhatThereIsNotAreRefusedAndNotSent() throws Exception {
        SpokenPlant other = new SpokenPlant();
        other.say(SpokenPlant.NETWORK, SpokenPlant.observation(0, ""), SpokenPlant.observation(1, ""));
        try (LinePlant plant = other.plant(ObserveMode.DETECTORS)) {
            assertThrows(IllegalArgumentException.class, () -> plant.step(List.of(new SignalCommand.Flash(1))));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> plant.step(List.of(new SignalCommand.Show(0, List.of(Aspect.RED)))));
            assertEquals(1, plant.step(List.of()).seconds());
        }
    }
}
