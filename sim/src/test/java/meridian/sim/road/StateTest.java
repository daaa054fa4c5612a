package meridian.sim.road;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import meridian.model.BadInput;
import meridian.model.City;
import meridian.model.demand.Trip;
import meridian.model.demand.TripSource;
import meridian.model.event.Period;
import meridian.model.event.RoadEvent;
import meridian.model.network.Access;
import meridian.testkit.Streets;
import meridian.testkit.Town;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateTest {
    private static final RoadSettings MORNING = RoadSettings.startingAt(27_000, 5);

    @TempDir
    private Path folder;

    private final City town = Town.city();
    private final RoadNetwork road = RoadNetwork.of(town);

    private RoadEngine townAfter(int steps, List<String> log) {
        RoadEngine engine = new RoadEngine(road, Town.trips(town, 1), Traffic.routes(town), Traffic.log(log), MORNING);
        go(engine, steps);
        return engine;
    }

    private static void go(RoadEngine engine, int steps) {
        for (int i = 0; i < steps; i++) {
            engine.step();
        }
    }

    /** All that changes in an engine, as bytes. */
    private static byte[] bytes(RoadEngine engine) {
        // Whoever looks for a tail forgets it where it is gone.
        assertEquals(List.of(), Invariants.broken(engine));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StateWriter writer = new StateWriter(out);
        engine.each(writer);
        writer.flush();
        return out.toByteArray();
    }

    private RoadEngine restored(Path file, List<String> log) {
        return RoadEngine.restore(file, road, Town.trips(town, 1), Traffic.routes(town), Traffic.log(log), 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 32, 33, 417})
    void aForkIsItsParentToTheLastBitAndStaysSoForFiveMinutes(int steps) {
        RoadEngine parent = townAfter(steps, new ArrayList<>());
        RoadEngine child = parent.fork(TripLog.NONE);
        for (int i = 0; i < 300; i++) {
            assertArrayEquals(bytes(parent), bytes(child), "after " + i + " steps");
            parent.step();
            child.step();
        }
    }

    /** A road is closed from second 300 to 400 of the run; forks and states are made around both. */
    @ParameterizedTest
    @ValueSource(ints = {299, 300, 301, 399, 400, 401})
    void whatBeginsOrEndsInTheMomentOfAForkOrOfSavingBeginsOrEndsInTheCopyToo(int steps) throws IOException {
        RoadEngine parent = townAfter(0, new ArrayList<>());
        double begin = parent.timeSeconds();
        int link = town.network().findLink("zebra>market").orElseThrow();
        parent.apply(new RoadEvent.LinkClosed(link, Access.NONE, new Period(begin + 300, begin + 400)));
        parent.expect((l, at) -> 20 + l % 7);
        go(parent, steps);
        RoadEngine child = parent.fork(TripLog.NONE);
        Path file = folder.resolve("state");
        parent.save(file);
        RoadEngine restored = restored(file, new ArrayList<>());
        restored.expectAgain((l, at) -> 20 + l % 7);
        for (int i = 0; i < 150; i++) {
            assertArrayEquals(bytes(parent), bytes(child), "fork, after " + i + " steps");
            assertArrayEquals(bytes(parent), bytes(restored), "restored, after " + i + " steps");
            parent.step();
            child.step();
            restored.step();
        }
    }

    @Test
    void aCityThatTakesOverAgainAndAgainIsAlwaysTheOther() {
        RoadEngine parent = townAfter(200, new ArrayList<>());
        RoadEngine child = parent.fork(TripLog.NONE);
        for (int i = 0; i < 30; i++) {
            go(child, 1 + 7 * i % 60);
            go(parent, 1 + i % 5);
            child.takeOver(parent);
            assertArrayEquals(bytes(parent), bytes(child));
            RoadEngine fresh = parent.fork(TripLog.NONE);
            go(fresh, 40);
            go(child, 40);
            assertArrayEquals(bytes(fresh), bytes(child));
        }
    }

    /** As who tries one plan of signals after the other does: each time the engine has been in the same seconds before, with other traffic. */
    @Test
    void whatACityDidInAnotherLifeOfTheSameSecondsLeavesNoTrace() {
        RoadEngine parent = townAfter(200, new ArrayList<>());
        RoadEngine again = parent.fork(TripLog.NONE);
        Random random = new Random(20261128);
        for (int life = 0; life < 400; life++) {
            again.takeOver(parent);
            RoadEngine fresh = parent.fork(TripLog.NONE);
            for (int controller = 0; controller < town.signals().size(); controller++) {
                int phases = town.signals().get(controller).plan().phases().size();
                int phase = random.nextInt(phases);
                again.holdPhase(controller, phase);
                fresh.holdPhase(controller, phase);
            }
            // A life of another length than the one before: what was the last second then is one in the middle now.
            int steps = 1 + random.nextInt(60);
            go(again, steps);
            go(fresh, steps);
            assertArrayEquals(bytes(fresh), bytes(again), "life " + life + ", " + steps + " steps");
        }
    }

    @Test
    void whatHappensInAForkLeavesTheParentAsItWas() {
        RoadEngine parent = townAfter(300, new ArrayList<>());
        byte[] before = bytes(parent);
        RoadEngine child = parent.fork(TripLog.NONE);
        child.holdPhase(0, 0);
        go(child, 200);
        assertArrayEquals(before, bytes(parent));
    }

    @Test
    void otherTripsCanComeToAForkThanToItsParent() {
        RoadEngine parent = townAfter(300, new ArrayList<>());
        RoadEngine child = parent.fork(TripLog.NONE, TripSource.of(List.of()));
        go(child, 3000);
        assertTrue(child.done(), child.vehicleCount() + " are still there");
        assertEquals(
                parent.arrivedCount() + parent.vehicleCount() + parent.waitingCount(),
                child.arrivedCount(),
                "others came, or somebody got lost");
    }

    @Test
    void aRestoredCityGoesOnAsIfNothingHadBeen() throws IOException {
        List<String> log = new ArrayList<>();
        RoadEngine engine = townAfter(500, log);
        Path file = folder.resolve("state");
        engine.save(file);
        List<String> later = new ArrayList<>();
        RoadEngine restored = restored(file, later);
        log.clear();
        for (int i = 0; i < 400; i++) {
            assertArrayEquals(bytes(engine), bytes(restored), "after " + i + " steps");
            engine.step();
            restored.step();
        }
        assertEquals(log, later);
        assertTrue(log.size() > 20, "only " + log.size() + " trips ended");
    }

    @Test
    void trucksBusesAndThoseWhoWaitOutsideAreRestoredToo() throws IOException {
        City grid = Streets.grid(3, 3, 150, 2, true);
        List<Trip> trips = Traffic.random(grid, 8000, 0.1, 3);
        RoadEngine engine = Traffic.engine(grid, trips, new ArrayList<>(), new RoadSettings(0.5, 3, 0));
        go(engine, 500);
        assertTrue(engine.waitingCount() > 0, "nobody waits outside");
        Path file = folder.resolve("state");
        engine.save(file);
        RoadEngine again =
                RoadEngine.restore(file, engine.road(), TripSource.of(trips), Traffic.routes(grid), TripLog.NONE, 2);
        go(engine, 300);
        go(again, 300);
        assertArrayEquals(bytes(engine), bytes(again));
        again.close();
    }

    @Test
    void eachByteThatIsChangedAndEachEndThatIsMissingIsNoticed() throws IOException {
        Path file = folder.resolve("state");
        townAfter(120, new ArrayList<>()).save(file);
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(1);
        for (int i = 0; i < 120; i++) {
            byte[] changed = whole.clone();
            int at = i < 60 ? i : random.nextInt(whole.length);
            changed[at] ^= (byte) (1 << random.nextInt(8));
            assertRefused(changed, "");
            assertRefused(Arrays.copyOf(whole, at), "");
        }
    }

    private BadInput assertRefused(byte[] content, String because) throws IOException {
        Path file = Files.write(folder.resolve("other"), content);
        BadInput refused = assertThrows(BadInput.class, () -> restored(file, new ArrayList<>()));
        assertTrue(refused.getMessage().startsWith(file.toString()), refused.getMessage());
        assertTrue(refused.getMessage().contains(because), refused.getMessage());
        return refused;
    }

    /** The same bytes under a right checksum, as somebody would write them who wants to do harm. */
    private static byte[] signed(byte[] content) throws Exception {
        byte[] signed = content.clone();
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(signed, 0, signed.length - 32);
        System.arraycopy(digest.digest(), 0, signed, signed.length - 32, 32);
        return signed;
    }

    @Test
    void aStateWithARightChecksumAndWildContentIsRefusedOrGoesOnWithoutAHang() throws Exception {
        Path file = folder.resolve("state");
        townAfter(200, new ArrayList<>()).save(file);
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(2);
        int refused = 0;
        for (int i = 0; i < 150; i++) {
            byte[] changed = whole.clone();
            for (int k = 0; k < 4; k++) {
                changed[60 + random.nextInt(whole.length - 92)] = (byte) random.nextInt();
            }
            Path other = Files.write(folder.resolve("wild"), signed(changed));
            try (RoadEngine engine = restored(other, new ArrayList<>())) {
                assertEquals(List.of(), Invariants.broken(engine));
            } catch (BadInput e) {
                refused++;
            }
        }
        assertTrue(refused > 40, "only " + refused + " of 150 were refused");
    }

    @ParameterizedTest
    @CsvSource({
        "'', it begins otherwise",
        "'PK\u0003\u0004 something else, and long enough to be anything', it begins otherwise",
        "'MERIDIAN ROAD STATE\n', it begins otherwise"
    })
    void aForeignFileIsNamed(String content, String because) throws IOException {
        assertRefused(content.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1), because);
    }

    @Test
    void aStateOfAnotherVersionIsNamed() throws Exception {
        Path file = folder.resolve("state");
        townAfter(10, new ArrayList<>()).save(file);
        byte[] newer = Files.readAllBytes(file);
        newer[23] = 9;
        assertRefused(signed(newer), "it has version 9");
    }

    @Test
    void aStateFromAnotherNetworkIsNamed() throws IOException {
        City grid = Streets.grid(2, 2, 150, 2, true);
        Path file = folder.resolve("state");
        Traffic.engine(grid, List.of(), new ArrayList<>(), MORNING).save(file);
        assertRefused(Files.readAllBytes(file), "it was saved in another city");
    }

    @Test
    void aDemandThatLacksTheNextTripIsNamed() throws IOException {
        Path file = folder.resolve("state");
        townAfter(100, new ArrayList<>()).save(file);
        RoadEngine other =
                RoadEngine.restore(file, road, TripSource.of(List.of()), Traffic.routes(town), TripLog.NONE, 1);
        IllegalStateException thrown = assertThrows(IllegalStateException.class, () -> go(other, 600));
        assertTrue(thrown.getMessage().contains("the demand has no trip"), thrown.getMessage());
    }

    @Test
    void savingWhereNobodyMayLeavesNothingBehind() throws IOException {
        RoadEngine engine = townAfter(10, new ArrayList<>());
        assertThrows(IOException.class, () -> engine.save(folder.resolve("no/such/folder/state")));
        Path taken = Files.createDirectory(folder.resolve("taken"));
        Files.writeString(taken.resolve("file"), "here");
        assertThrows(IOException.class, () -> engine.save(taken));
        try (var files = Files.list(folder)) {
            assertEquals(List.of(taken), files.toList());
        }
    }
}
