package meridian.field.traci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import meridian.field.plant.Observation;
import meridian.field.plant.ObserveMode;
import meridian.field.plant.PlantLost;
import meridian.field.plant.SignalCommand;
import meridian.field.traci.SumoScenes.Scene;
import meridian.model.BadInput;
import meridian.model.control.ControlJunction;
import meridian.model.control.ControlNetwork;
import meridian.model.signal.Aspect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** Cologne's junction in SUMO, driven from here. */
final class SumoPlantTest {
    @TempDir
    private Path folder;

    private SumoPlant start(Scene scene, ObserveMode mode, String... more) {
        SumoRun run = new SumoRun(SumoRun.USUAL_PROGRAM, scene.arguments(more), List.of());
        return SumoPlant.start(run, scene.network(), mode);
    }

    private Path results() {
        return folder.resolve("trips.xml");
    }

    /** The hour by SUMO alone, with its own program. */
    private double timeLossOfSumoAlone(Scene scene) throws Exception {
        Path trips = folder.resolve("alone.xml");
        List<String> command = new ArrayList<>(List.of("sumo"));
        command.addAll(scene.arguments(
                "--no-step-log", "true", "--xml-validation", "never", "--tripinfo-output", trips.toString()));
        Process sumo = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(sumo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, sumo.waitFor(), said);
        return SumoScenes.mean(trips, "timeLoss").orElseThrow();
    }

    @Test
    void theFixedPlanByOurWordGivesTheTimeLossThatSumoAloneGives() throws Exception {
        Scene scene = SumoScenes.cologne();
        double alone = timeLossOfSumoAlone(scene);
        int steps = 0;
        try (SumoPlant plant = start(
                scene, ObserveMode.DETECTORS, "--tripinfo-output", results().toString())) {
            while (!plant.ended()) {
                List<Aspect> planned = scene.planned(0, plant.seconds());
                Observation seen = plant.step(List.of(new SignalCommand.Show(0, planned)));
                assertEquals(planned, shown(seen, scene.network()), "at " + plant.seconds());
                steps++;
            }
            assertEquals(SumoScenes.END_SECONDS, plant.seconds());
        }
        assertEquals(3600, steps);
        double driven = SumoScenes.mean(results(), "timeLoss").orElseThrow();
        // What issue 5 asks for is 1 %; the same lamps at the same seconds give the same trips.
        assertEquals(alone, driven, 0.01 * alone);
        assertTrue(alone > 10, "an hour without any loss would show nothing: " + alone);
    }

    private static List<Aspect> shown(Observation seen, ControlNetwork network) {
        return IntStream.range(0, network.junctions().getFirst().groups())
                .mapToObj(group -> seen.shown(0, group))
                .toList();
    }

    @Test
    void loopsCountWhoSumoSaysCrossedThem() throws Exception {
        Scene scene = SumoScenes.cologne();
        int detectors = scene.network().detectors().size();
        int[] counted = new int[detectors];
        double[] occupied = new double[detectors];
        // SUMO's own loops at the same places write what they counted in the whole time.
        Path output = folder.resolve("loops.xml");
        Path own = folder.resolve("own.add.xml");
        Files.writeString(
                own,
                SumoLoops.xml(scene.network())
                        .replace("id=\"meridian.", "id=\"own.")
                        .replace("NUL", output.toString()));
        SumoRun run = new SumoRun(SumoRun.USUAL_PROGRAM, scene.arguments(), List.of(own));
        try (SumoPlant plant = SumoPlant.start(run, scene.network(), ObserveMode.DETECTORS)) {
            while (!plant.ended()) {
                Observation seen = plant.step(List.of());
                for (int i = 0; i < detectors; i++) {
                    assertTrue(seen.heard(i));
                    counted[i] += seen.count(i);
                    occupied[i] += seen.occupancy(i);
                }
            }
        }
        int all = 0;
        for (Element interval : SumoScenes.elements(SumoScenes.xml(output), "interval")) {
            String id = interval.getAttribute("id").substring("own.".length());
            int detector = IntStream.range(0, detectors)
                    .filter(i -> scene.network().detectors().get(i).id().equals(id))
                    .findFirst()
                    .orElseThrow();
            int entered = Integer.parseInt(interval.getAttribute("nVehEntered"));
            // Who is over it when the hour ends is told of here already, there with the next interval.
            assertEquals(entered, counted[detector], 1, id);
            double share = Double.parseDouble(interval.getAttribute("occupancy")) / 100;
            assertEquals(share, occupied[detector] / 3600, 0.002, id);
            all += entered;
        }
        assertTrue(all > 2_000, "so few show nothing: " + all);
    }

    @Test
    void lanesAndVehiclesAgree() throws Exception {
        Scene scene = SumoScenes.cologne();
        int most = 0;
        try (SumoPlant plant = start(scene, ObserveMode.VEHICLES)) {
            for (int i = 0; i < 300; i++) {
                Observation seen = plant.step(List.of());
                for (int lane = 0; lane < scene.network().lanes().size(); lane++) {
                    int of = lane;
                    var there = seen.seenVehicles().stream()
                            .filter(vehicle -> vehicle.lane() == of)
                            .toList();
                    assertEquals(seen.vehicles(lane), there.size(), "lane " + lane + " at " + plant.seconds());
                    assertEquals(
                            seen.standing(lane),
                            there.stream()
                                    .filter(vehicle -> vehicle.speedMps() < 0.1)
                                    .count());
                    double length = scene.network().lanes().get(lane).lengthMeters();
                    assertTrue(there.stream().allMatch(vehicle -> vehicle.beforeLineMeters() <= length));
                }
                most = Math.max(most, seen.seenVehicles().size());
            }
        }
        assertTrue(most > 10, "so few show nothing: " + most);
    }

    @Test
    void halfSecondsOfSumoAreToldAsWholeOnes() throws Exception {
        Scene scene = SumoScenes.cologne();
        try (SumoPlant plant = start(scene, ObserveMode.DETECTORS, "--step-length", "0.5")) {
            int counted = 0;
            for (int i = 1; i <= 300; i++) {
                Observation seen = plant.step(List.of());
                assertEquals(SumoScenes.BEGIN_SECONDS + i, seen.seconds(), 1e-9);
                for (int d = 0; d < scene.network().detectors().size(); d++) {
                    counted += seen.count(d);
                }
            }
            assertTrue(counted > 50, "counted " + counted);
        }
    }

    @Test
    void aJunctionThatIsGivenBackGoesOnWithItsProgramWhereItWouldBe() throws Exception {
        Scene scene = SumoScenes.cologne();
        ControlNetwork network = scene.network();
        int groups = network.junctions().getFirst().groups();
        try (SumoPlant plant = start(scene, ObserveMode.DETECTORS)) {
            Observation seen = plant.step(List.of(new SignalCommand.Flash(0)));
            assertEquals(Collections.nCopies(groups, Aspect.FLASHING_AMBER), shown(seen, network));
            for (int i = 0; i < 40; i++) {
                seen = plant.step(List.of());
            }
            assertEquals(Collections.nCopies(groups, Aspect.FLASHING_AMBER), shown(seen, network));
            double before = plant.seconds();
            seen = plant.step(List.of(new SignalCommand.FollowPlan(0)));
            assertEquals(scene.planned(0, before), shown(seen, network));
        }
    }

    @Test
    void aSumoThatDiesIsToldOfWithItsSecond() throws Exception {
        Scene scene = SumoScenes.cologne();
        try (SumoPlant plant = start(scene, ObserveMode.DETECTORS)) {
            plant.step(List.of());
            new ProcessBuilder("kill", "-KILL", Long.toString(plant.pid()))
                    .start()
                    .waitFor();
            PlantLost lost = assertThrows(PlantLost.class, () -> {
                while (true) {
                    plant.step(List.of());
                }
            });
            assertTrue(lost.getMessage().contains("was lost at second 252"), lost.getMessage());
            assertTrue(lost.getMessage().contains("SUMO ended with code 137"), lost.getMessage());
            assertThrows(PlantLost.class, () -> plant.step(List.of()));
        }
    }

    @Test
    void commandsForWhatThereIsNotAreRefused() throws Exception {
        Scene scene = SumoScenes.cologne();
        try (SumoPlant plant = start(scene, ObserveMode.DETECTORS)) {
            assertThrows(IllegalArgumentException.class, () -> plant.step(List.of(new SignalCommand.Flash(1))));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> plant.step(List.of(new SignalCommand.Show(0, List.of(Aspect.RED)))));
            assertEquals(SumoScenes.BEGIN_SECONDS, plant.seconds());
        }
    }

    @Test
    void anotherNetworkIsRefusedByName() {
        Scene scene = SumoScenes.cologne();
        ControlJunction stranger = new ControlJunction("nowhere", 2, List.of(), 60, 0, List.of());
        ControlNetwork wrong = new ControlNetwork("wrong", List.of(), List.of(stranger), List.of());
        SumoRun run = new SumoRun(SumoRun.USUAL_PROGRAM, scene.arguments(), List.of());
        BadInput refusal = assertThrows(BadInput.class, () -> SumoPlant.start(run, wrong, ObserveMode.DETECTORS));
        assertTrue(refusal.getMessage().contains("it has no signal nowhere"), refusal.getMessage());
    }

    @Test
    void aSumoThatDoesNotStartIsToldOfWithItsWords() {
        Scene scene = SumoScenes.cologne();
        SumoRun run = new SumoRun(SumoRun.USUAL_PROGRAM, List.of("-n", "missing.net.xml"), List.of());
        BadInput refusal =
                assertThrows(BadInput.class, () -> SumoPlant.start(run, scene.network(), ObserveMode.DETECTORS));
        assertTrue(refusal.getMessage().contains("missing.net.xml"), refusal.getMessage());
        SumoRun nothing = new SumoRun("no-such-program", List.of(), List.of());
        BadInput none =
                assertThrows(BadInput.class, () -> SumoPlant.start(nothing, scene.network(), ObserveMode.DETECTORS));
        assertTrue(none.getMessage().contains("Install it"), none.getMessage());
    }

    private static void answerAsAWebServer(ServerSocket server) {
        try (Socket line = server.accept()) {
            line.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void somebodyElseThanSumoIsRefused() throws Exception {
        ControlNetwork network = new ControlNetwork("none", List.of(), List.of(), List.of());
        try (ServerSocket stranger = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answerAsAWebServer(stranger));
            InetSocketAddress address = (InetSocketAddress) stranger.getLocalSocketAddress();
            BadInput refusal = assertThrows(BadInput.class, () -> SumoPlant.join(address, network, ObserveMode.LANES));
            assertTrue(refusal.getMessage().contains("a message says that it has"), refusal.getMessage());
        }
        InetSocketAddress nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        assertThrows(BadInput.class, () -> SumoPlant.join(nobody, network, ObserveMode.LANES));
    }

    @Test
    void additionalFilesOfAConfigurationStayBesideOurs() throws Exception {
        Path cfg = folder.resolve("run.sumocfg");
        Files.writeString(
                cfg,
                "<configuration><input><net-file value=\"a.net.xml\"/>"
                        + "<additional-files value=\"stops.add.xml, tls.add.xml\"/></input></configuration>");
        SumoRun run = SumoRun.of(cfg, List.of("--seed", "7"));
        assertEquals(List.of(folder.resolve("stops.add.xml"), folder.resolve("tls.add.xml")), run.additional());
        assertEquals(List.of("-c", cfg.toString(), "--seed", "7"), run.arguments());
        assertFalse(run.arguments().contains("--additional-files"));
    }
}
