package meridian.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Iterator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import meridian.model.City;
import meridian.model.demand.Trip;
import meridian.model.demand.TripSource;
import meridian.model.place.Detector;
import meridian.sim.road.RoadEngine;
import meridian.sim.road.RoadNetwork;
import meridian.sim.road.RoadSettings;
import meridian.sim.route.Router;
import meridian.testkit.Town;
import org.junit.jupiter.api.Test;

class SimulatedCityTest {
    private static final double START = 8 * 3600;
    private final City town = Town.city();

    private SimulatedCity city(double speed) {
        return city(Town.trips(town, 1), speed);
    }

    private SimulatedCity city(TripSource trips, double speed) {
        return new SimulatedCity(
                town,
                RoadNetwork.of(town),
                trips,
                Router.of(town.network()).query()::choose,
                RoadSettings.startingAt(START, 1),
                speed);
    }

    private static void await(BooleanSupplier what) {
        long until = System.nanoTime() + 120_000_000_000L;
        while (!what.getAsBoolean()) {
            assertTrue(System.nanoTime() < until, "waited two minutes in vain");
            try {
                Thread.sleep(2);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void beforeTheStartTheClockStandsAtTheBeginning() {
        try (SimulatedCity city = city(10)) {
            assertEquals(new Clock(START, 10, false, false, false), city.clock());
            assertEquals(0, city.scene().count());
            assertEquals(List.of(), city.history());
            assertEquals(START, city.figures().seconds());
        }
    }

    /** A slow machine may only make it slower, so nothing here depends on how fast this one is. */
    @Test
    void itNeverRunsFasterThanAskedAndLeavesNoSecondOut() {
        try (SimulatedCity city = city(20)) {
            long began = System.nanoTime();
            city.start();
            double last = START;
            for (int scenes = 0; scenes < 20; scenes++) {
                Scene shown = city.scene();
                await(() -> city.scene() != shown);
                double now = city.scene().clock().seconds();
                double wallSeconds = (System.nanoTime() - began) / 1e9;
                assertTrue(now - START <= 20 * wallSeconds + 1, now - START + " s within " + wallSeconds + " s");
                assertTrue(now >= last && now == Math.rint(now), "steps are of one second, got " + now);
                last = now;
            }
        }
    }

    /** At speed 1 alone this hour would take an hour. */
    @Test
    void itRushesToWhereItShallBeginAndIsNotBehindMeanwhile() {
        try (SimulatedCity city = city(1)) {
            city.startRushingTo(START + 3600);
            await(() -> {
                Clock now = city.clock();
                boolean there = now.seconds() >= START + 3600;
                assertFalse(now.behind() && !there);
                assertEquals(!there, now.filling(), "it says so until then");
                assertEquals(1, now.speed(), "the speed asked for");
                return there;
            });
            Scene begun = city.scene();
            long began = System.nanoTime();
            await(() -> city.scene().clock().seconds() >= begun.clock().seconds() + 2);
            assertTrue(System.nanoTime() - began >= 1_000_000_000L, "then it keeps to its clock");
        }
    }

    /** What others count begins from nothing; what the stations have counted stays. */
    @Test
    void whoIsCountedAtStationsIsCountedOnceHoweverOftenOthersCountBeside() {
        List<List<Long>> counted = new java.util.ArrayList<>();
        for (int beside : new int[] {0, 20}) {
            BlockingQueue<List<LinkCount>> told = new LinkedBlockingQueue<>();
            try (SimulatedCity city = city(60)) {
                city.count(told::add);
                for (int i = 0; i < beside; i++) {
                    city.between(inside -> inside.steer(new Recounting(inside)));
                }
                city.start();
                counted.add(take(told).stream().map(LinkCount::vehicles).toList());
            }
        }
        assertTrue(counted.getFirst().stream().mapToLong(Long::longValue).sum() > 20);
        assertEquals(counted.getFirst(), counted.getLast());
    }

    /** Makes the steps, and counts at another loop anew every 40 s. */
    private record Recounting(SimulatedCity.Inside inside) implements SimulatedCity.Pilot {
        @Override
        public boolean step(RoadEngine engine) {
            if (Math.round(engine.timeSeconds()) % 40 == 0) {
                inside.countBeside(List.of(
                        new Detector("beside", Detector.Kind.INDUCTION_LOOP, 0, 0, 10, OptionalDouble.empty())));
            }
            engine.step();
            return true;
        }
    }

    private static <T> T take(BlockingQueue<T> queue) {
        try {
            return java.util.Objects.requireNonNull(queue.poll(2, TimeUnit.MINUTES), "waited two minutes in vain");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void errandsRunBetweenStepsAlsoWhileTheCityPauses() {
        try (SimulatedCity city = city(60)) {
            city.start();
            city.pause(true);
            await(() -> city.scene().clock().paused());
            BlockingQueue<Double> told = new LinkedBlockingQueue<>();
            city.between(inside -> told.add(inside.engine().timeSeconds()));
            assertEquals(city.clock().seconds(), take(told));
        }
    }

    @Test
    void pauseStopsTimeAndResumeGoesOnWhereItStood() {
        try (SimulatedCity city = city(60)) {
            city.start();
            await(() -> city.scene().count() > 10);
            city.pause(true);
            await(() -> city.scene().clock().paused());
            Scene stood = city.scene();
            assertTrue(city.clock().paused());
            assertEquals(stood.clock().seconds(), city.figures().seconds(), "figures of the moment that is shown");
            assertEquals(stood.count(), city.figures().vehicles());
            for (int i = 0; i < 50; i++) {
                assertSame(stood, city.scene());
                java.util.concurrent.locks.LockSupport.parkNanos(4_000_000);
            }
            city.setSpeed(30);
            await(() -> city.scene().clock().speed() == 30);
            assertEquals(stood.clock().seconds(), city.scene().clock().seconds());
            city.pause(false);
            await(() -> city.scene().clock().seconds() > stood.clock().seconds());
            assertFalse(city.scene().clock().paused());
        }
    }

    @Test
    void aSpeedOutsideOneToSixtyIsRefusedAndChangesNothing() {
        try (SimulatedCity city = city(10)) {
            for (double speed : new double[] {0, 0.99, 60.01, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
                assertThrows(IllegalArgumentException.class, () -> city.setSpeed(speed));
            }
            assertEquals(10, city.clock().speed());
        }
        assertThrows(IllegalArgumentException.class, () -> city(0));
    }

    @Test
    void closeEndsItsThreadAndMayBeCalledTwice() {
        SimulatedCity city = city(60);
        city.start();
        await(() -> city.scene().number() > 3);
        city.close();
        Scene last = city.scene();
        assertTrue(Thread.getAllStackTraces().keySet().stream()
                .noneMatch(t -> t.getName().equals("simulated-city") && t.isAlive() && !isElsewhere(t)));
        java.util.concurrent.locks.LockSupport.parkNanos(300_000_000);
        assertSame(last, city.scene());
        city.close();
    }

    /** A thread past its last line may still be listed for a moment. */
    private static boolean isElsewhere(Thread thread) {
        try {
            thread.join(20_000);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return !thread.isAlive();
    }

    /** A jammed city on a loaded machine: its step lasts longer than anybody waits. */
    @Test
    void closeEndsInOrderThoughAStepDoesNot() {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Iterator<Trip> given = Town.trips(town, 1).trips(START);
        SimulatedCity city = city(
                trips(() -> {
                    if (Thread.currentThread().getName().equals("simulated-city")) {
                        asked.countDown();
                        await(() -> goOn.getCount() == 0);
                    }
                    return given.next();
                }),
                60);
        city.start();
        await(() -> asked.getCount() == 0);
        city.close();
        goOn.countDown();
        assertNull(city.failure());
    }

    /** Trips that never end, each made when it is asked for. */
    private static TripSource trips(Supplier<Trip> each) {
        return new TripSource() {
            @Override
            public Iterator<Trip> trips(double fromSeconds) {
                return Stream.generate(each).iterator();
            }

            @Override
            public OptionalLong count() {
                return OptionalLong.empty();
            }
        };
    }

    @Test
    void whatBreaksTheEngineIsKept() {
        TripSource broken = trips(() -> {
            throw new StackOverflowError("too deep");
        });
        Thread.UncaughtExceptionHandler usual = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {});
        SimulatedCity city;
        try {
            city = city(broken, 60);
        } catch (StackOverflowError atConstruction) {
            return; // An engine that reads ahead fails even before the start.
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(usual);
        }
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {});
        try (city) {
            assertNull(city.failure());
            city.start();
            await(() -> city.failure() != null);
            assertEquals("too deep", assertNotNullMessage(city.failure()));
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(usual);
        }
    }

    private static String assertNotNullMessage(Throwable failure) {
        assertNotNull(failure);
        return failure.getMessage();
    }

    @Test
    void thereIsOneSampleForEachMinuteAndTripsAreOnlyEverCompleted() {
        try (SimulatedCity city = city(60)) {
            city.start();
            await(() -> city.history().size() >= 6);
            city.pause(true);
            await(() -> city.scene().clock().paused());
            List<Figures> history = city.history();
            for (int i = 0; i < history.size(); i++) {
                Figures minute = history.get(i);
                assertEquals(START + 60 * (i + 1), minute.seconds());
                assertEquals(List.of(), minute.corridors());
                assertTrue(minute.speedRatio() > 0 && minute.speedRatio() <= 1, "ratio " + minute.speedRatio());
                assertTrue(minute.delayMinutesPerMinute() >= 0);
                // Nobody loses more than a minute in a minute.
                assertTrue(minute.delayMinutesPerMinute() <= minute.vehicles() + minute.waiting() + 40);
                assertTrue(i == 0 || minute.completed() >= history.get(i - 1).completed());
            }
            assertTrue(city.figures().completed() >= history.getLast().completed());
            assertTrue(history.getLast().completed() > 0);
            assertThrows(UnsupportedOperationException.class, history::clear);
        }
    }

    @Test
    void linkCountsAddUpToTheVehiclesThatDrive() {
        try (SimulatedCity city = city(60)) {
            city.start();
            await(() -> city.scene().count() > 40);
            LinkState links = city.scene().links();
            int sum = 0;
            int known = 0;
            for (int l = 0; l < links.size(); l++) {
                assertTrue(links.standing(l) <= links.vehicles(l));
                assertTrue(!links.known(l) || links.ratio(l) >= 0 && links.ratio(l) <= 1);
                known += links.known(l) ? 1 : 0;
                sum += links.vehicles(l);
            }
            assertTrue(known > 5);
            // Buses that halt at a stop are on the road, but do not drive.
            assertTrue(sum > 20);
        }
    }

    @Test
    void entryIOfTwoScenesIsNotTheSameVehicle() {
        try (SimulatedCity city = city(5)) {
            city.setSpeed(60);
            city.start();
            await(() -> city.scene().count() > 60);
            city.setSpeed(5);
            int near = 0;
            int all = 0;
            for (int scenes = 0; scenes < 10; scenes++) {
                Scene a = city.scene();
                await(() -> city.scene().number() > a.number());
                Scene b = city.scene();
                for (int i = 0; i < Math.min(a.count(), b.count()); i++) {
                    near += Math.hypot(a.x(i) - b.x(i), a.y(i) - b.y(i)) < 40 ? 1 : 0;
                    all++;
                }
            }
            assertTrue(near < 0.3 * all, near + " of " + all + " entries stayed within 40 m");
        }
    }

    @Test
    void aHeadingIsCountedClockwiseFromNorth() {
        assertEquals(0, Scene.compass(Math.PI / 2));
        assertEquals(16, Scene.compass(0));
        assertEquals(32, Scene.compass(-Math.PI / 2));
        assertEquals(48, Scene.compass(Math.PI));
        assertEquals(0, Scene.compass(Math.PI / 2 + 1e-9));
    }

    @Test
    void motionIsPackedAsTheLiveChannelDescribes() {
        short packed = Scene.pack(13.6f, 0, 3);
        assertEquals(14, packed & 63);
        assertEquals(16, packed >> 6 & 63);
        assertEquals(3, packed >> 12 & 15);
        assertEquals(63, Scene.pack(200, 0, 0) & 63);
        assertEquals(8, Scene.pack(0, 0, 8) >> 12 & 15);
    }

    @Test
    void loopsAtSignalsCountWhoeverPassesThem() {
        Queue<List<LinkCount>> told = new ConcurrentLinkedQueue<>();
        try (SimulatedCity city = city(60)) {
            city.count(told::add);
            city.start();
            await(() -> told.size() >= 3);
        }
        List<LinkCount> first = told.remove();
        List<LinkCount> second = told.remove();
        assertTrue(first.size() > 5, first.size() + " links end at a signal");
        assertEquals(
                first.stream().map(LinkCount::link).toList(),
                second.stream().map(LinkCount::link).toList());
        assertTrue(second.stream().mapToLong(LinkCount::vehicles).sum() > 50, second.toString());
        for (LinkCount count : second) {
            assertEquals(SimulatedCity.COUNT_EVERY_SECONDS, count.seconds(), 1e-6);
            assertEquals(count.vehicles() > 0, count.speedMps().isPresent(), count.toString());
            assertTrue(count.speedMps().orElse(1) > 0 && count.speedMps().orElse(1) < 40, count.toString());
            assertTrue(count.vehicles() == 0 || count.occupancy() > 0, count.toString());
            assertTrue(count.occupancy() <= 1, count.toString());
        }
    }
}
