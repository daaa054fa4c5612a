package meridian.bench.road;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import meridian.bench.sumo.Sumo;
import meridian.formats.Formats;
import meridian.formats.Progress;
import meridian.formats.ReadReport;
import meridian.formats.sumo.SumoOutputs;
import meridian.formats.sumo.SumoStep;
import meridian.model.City;
import meridian.model.demand.LinkPath;
import meridian.model.demand.Trip;
import meridian.model.network.Movement;
import meridian.model.network.Network;
import meridian.model.network.Turn;
import meridian.testkit.Streets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RoadBenchTest {
    private static final City GRID = GridDemand.fill(Streets.grid(4, 4, 300, 3, true), 500, 100, 3_600, 1);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void theGridsTripsAreAsManyAsAskedForAndInOrderOfDeparture() {
        assertEquals(4_100, GRID.trips().size());
        List<Double> departures = GRID.trips().stream().map(Trip::departSeconds).toList();
        assertEquals(departures.stream().sorted().toList(), departures);
        // 500 over the first 100 s and one a second.
        assertEquals(600, departures.stream().filter(d -> d < 100).count());
    }

    @Test
    void routesAreMonotoneAndEndAtTheBorder() {
        Network network = GRID.network();
        for (Trip trip : GRID.trips()) {
            List<Turn> turns = turns(network, trip.path());
            List<Turn> bends = turns.stream().filter(t -> t != Turn.STRAIGHT).toList();
            for (int i = 1; i < bends.size(); i++) {
                assertNotEquals(bends.get(i - 1), bends.get(i), "two bends to one side turn back: " + turns);
            }
            String last =
                    network.node(network.link(trip.path().last()).toNode()).id();
            assertTrue(last.contains("-1") || last.startsWith("4/") || last.endsWith("/4"), last);
            assertEquals(trip.path().size(), new HashSet<>(links(trip.path())).size());
        }
    }

    /** About 10,000 decisions: three standard deviations are 1.4 %. */
    @Test
    void sevenOfTenGoStraightOn() {
        List<Turn> all = new ArrayList<>();
        GRID.trips().forEach(trip -> all.addAll(turns(GRID.network(), trip.path())));
        double straight = all.stream().filter(t -> t == Turn.STRAIGHT).count() / (double) all.size();
        assertEquals(0.7, straight, 0.014);
    }

    private static List<Integer> links(LinkPath path) {
        return java.util.Arrays.stream(path.toArray()).boxed().toList();
    }

    private static List<Turn> turns(Network network, LinkPath path) {
        List<Turn> turns = new ArrayList<>();
        for (int i = 1; i < path.size(); i++) {
            for (int m : network.movementsFrom(path.link(i - 1))) {
                Movement movement = network.movement(m);
                if (movement.toLink() == path.link(i)) {
                    turns.add(movement.turn());
                    break;
                }
            }
        }
        return turns;
    }

    /** The same roads, plans and trips: as many links, signals of four phases with amber between, everybody drives. */
    @Test
    void sumoReadsTheGridThatWasWrittenForIt() {
        Optional<Sumo> sumo = Sumo.find();
        assumeTrue(sumo.isPresent(), "SUMO is not installed");
        List<String> files = PlainNetwork.write(GRID, folder, sumo.orElseThrow());
        City again =
                Formats.read(List.of(Path.of(files.get(1)), Path.of(files.get(3))), new ReadReport(), Progress.NONE);
        assertEquals(GRID.network().links().size(), again.network().links().size());
        assertEquals(
                GRID.network().movements().size(), again.network().movements().size());
        assertEquals(GRID.trips().size(), again.trips().size());
        assertEquals(16, again.signals().size());
        assertEquals(140, again.signals().getFirst().plan().cycleSeconds());
        assertEquals(
                GRID.network().link(0).lengthMeters(),
                again.network()
                        .link(again.network().findLink("e0").orElseThrow())
                        .lengthMeters(),
                0.01);
        List<String> arguments = new ArrayList<>(files);
        arguments.addAll(List.of("--end", "60", "--no-step-log", "--xml-validation", "never"));
        arguments.addAll(
                List.of("--summary-output", folder.resolve("summary.xml").toString()));
        Sumo.Measured measured = sumo.orElseThrow().measured(folder, arguments);
        assertTrue(measured.cpuSeconds() > 0);
        List<SumoStep> steps = SumoOutputs.steps(folder.resolve("summary.xml"));
        assertTrue(steps.getLast().running() > 300, steps.getLast().toString());
    }

    /** 1,200,000 updates and 600 s in 0.5 s of the processor. */
    @Test
    void ratesAreThoseOfTheHandCalculation() {
        RoadResult ours = new RoadResult("small", "Meridian", 2_000, 1_200_000, 600, 0.5, 0.25, 5.5, 1.25, 77, 300);
        RoadResult theirs = new RoadResult("small", "SUMO", 1_000, 60_000, 60, 0.6, 0.6, 5.5, 1.25, -1, 300);
        assertEquals(2_400_000, ours.updatesPerCpuSecond());
        assertEquals(1_200, ours.realTimeFactor());
        assertEquals(2_400, ours.clockFactor());
        RoadBench.Pair pair = new RoadBench.Pair("small", "", ours, theirs);
        assertEquals(24, pair.updatesRatio());
        assertEquals(12, pair.timeRatio());
        assertEquals(200, ours.withoutEmptyProgram(100).peakBytes());
    }

    @Test
    void aResultComesBackFromTheOtherProcessAsItWas() {
        RoadResult result =
                new RoadResult("small", "Meridian", 1_500.25, 1_200_000, 600, 0.5, 0.25, 5.5, 1.25, 77, 300);
        assertEquals(result, RoadProcess.parsed(RoadProcess.text(result), RoadCase.SMALL));
    }
}
