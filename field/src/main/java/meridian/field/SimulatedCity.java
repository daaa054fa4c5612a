package meridian.field;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import meridian.field.plant.EnginePlant;
import meridian.model.City;
import meridian.model.demand.TripSource;
import meridian.model.place.Detector;
import meridian.sim.road.RoadEngine;
import meridian.sim.road.RoadNetwork;
import meridian.sim.road.RoadSettings;
import meridian.sim.road.RoadView;
import meridian.sim.road.RouteFinder;
import meridian.sim.road.TripLog;
import org.jspecify.annotations.Nullable;

/**
 * A simulated city that runs by a clock of its own, one to sixty times as fast as the day.
 *
 * <p><b>Threads.</b> One thread of its own touches the engine. {@link #scene}, {@link #figures} and {@link #history} are
 * immutable and for everybody; {@link #setSpeed} and {@link #pause} may be called from anywhere.
 *
 * <p>Scenes are published ten times a second at most and at each step where steps are rarer. Where the machine is too slow
 * for the speed asked for, the city runs as fast as it can and {@link Clock#behind} says so; nothing is left out.
 */
public final class SimulatedCity implements AutoCloseable {
    /** Length of the time over which loops sum up, s of the simulation. */
    public static final int COUNT_EVERY_SECONDS = 300;

    private static final long FRAME_NANOS = 95_000_000L;
    private static final long FIGURES_NANOS = 1_000_000_000L;
    private static final long BEHIND_NANOS = 2_000_000_000L;
    private static final double GRIDLOCK_SECONDS = 300;
    private static final double MEMORY_SECONDS = 120;
    private static final int HISTORY_MINUTES = 120;
    /** Nobody who presses Ctrl-C wants to wait longer for a step of a jammed city. */
    private static final int STOPPING_SECONDS = 2;

    private final City city;
    private final RoadView view;
    private final RoadEngine engine;
    private final RoadSettings settings;
    private final LinkMeter meter;
    private final Corridors corridors;
    private final Thread thread;
    private final CountDownLatch ended = new CountDownLatch(1);

    /** What others want done between two steps. */
    private final Queue<Errand> errands = new ConcurrentLinkedQueue<>();

    private Optional<Pilot> pilot = Optional.empty();

    /** Second of the day until which it does not wait for its clock. */
    private volatile double rushSeconds;

    private volatile double speed;
    private volatile boolean paused;
    private volatile boolean stopping;
    private volatile boolean behind;
    private volatile Scene scene;
    private volatile Figures figures;
    private volatile List<Figures> history = List.of();
    private volatile @Nullable Throwable failure;

    private final RoadView.Sample sample = new RoadView.Sample();
    private final ArrayDeque<Figures> minutes = new ArrayDeque<>();
    /** Draws the order of vehicles in a scene; seeded from the system, so that nobody who knows the demand can undo it. */
    private final RandomGenerator order = new SplittableRandom(new SecureRandom().nextLong());

    private @Nullable CountingStations stations;
    private Consumer<List<LinkCount>> counted = counts -> {};
    private @Nullable Following following;
    /** Where it is tried what may be closed outside: one thing at a time, by a thread that is there only for as long. */
    private final ExecutorService beside = new ThreadPoolExecutor(
            0,
            1,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().name("trials-beside-the-city").daemon().factory(),
            new ThreadPoolExecutor.DiscardPolicy());

    private long sceneNumber;
    private double lostAtMinute;
    private double delayLastMinute;
    private int gridlocked;

    /** Something that is done on the city's thread, between two steps. It returns at once and throws nothing. */
    @FunctionalInterface
    public interface Errand {
        void run(Inside inside);
    }

    /** Makes the steps of the city, and may tell its signals something before each. On the city's thread; throws nothing. */
    @FunctionalInterface
    public interface Pilot {
        /**
         * Exactly one step.
         *
         * @return whether it wants to make the next one as well
         */
        boolean step(RoadEngine engine);
    }

    /** The city from inside, for as long as an errand runs. */
    public final class Inside {
        private Inside() {}

        /** To look at, to fork, and to tell its signals something. */
        public RoadEngine engine() {
            return engine;
        }

        /** From now on makes the steps. */
        public void steer(Pilot next) {
            pilot = Optional.of(next);
        }

        /** Counts at these loops, from nothing, beside those that the city counts at anyway, and at no others. */
        public EnginePlant.CountedLoops countBeside(List<Detector> loops) {
            CountingStations own = stations;
            return own == null ? new EnginePlant.CountedLoops(engine.countAt(loops), 0) : own.countBeside(loops);
        }
    }

    /** Prepares the city; {@link #start()} sets it going. */
    public SimulatedCity(
            City city, RoadNetwork road, TripSource trips, RouteFinder routes, RoadSettings settings, double speed) {
        this.city = city;
        this.settings = settings;
        this.speed = new Clock(0, speed, false, false, false).speed();
        view = new RoadView(road);
        engine = new RoadEngine(road, trips, routes, TripLog.NONE, settings);
        city.events().forEach(engine::apply);
        meter = new LinkMeter(view, city.network().links().size());
        corridors = new Corridors(city.network());
        scene = newScene();
        figures = newFigures();
        thread = Thread.ofPlatform().name("simulated-city").daemon().unstarted(this::run);
    }

    /**
     * Counts vehicles at signals from now on, as loops do. Before {@link #start} only.
     *
     * @param listener told every {@value #COUNT_EVERY_SECONDS} simulated seconds, on the city's thread: it returns at once
     */
    public void count(Consumer<List<LinkCount>> listener) {
        CountingStations own = new CountingStations(city, engine);
        stations = own;
        counted = listener;
        following = new Following(city.network(), engine, own, InstantSource.system(), beside);
    }

    /** Where it is told of a city outside that it is to follow; only where it {@linkplain #count counts}. */
    public Optional<Following> following() {
        return Optional.ofNullable(following);
    }

    public void start() {
        thread.start();
    }

    /**
     * Sets it going, and until this second of its day as fast as it can, whatever speed is asked for: so the streets of a
     * city that begins empty fill in seconds. Meanwhile it is {@link Clock#filling} and never {@link
     * Clock#behind}: nobody has asked for a speed yet.
     */
    public void startRushingTo(double seconds) {
        rushSeconds = seconds;
        start();
    }

    public City city() {
        return city;
    }

    public RoadView view() {
        return view;
    }

    public Scene scene() {
        return scene;
    }

    public Figures figures() {
        return figures;
    }

    /** One sample for each simulated minute, oldest first. */
    public List<Figures> history() {
        return history;
    }

    public Clock clock() {
        return clockAt(scene.clock().seconds());
    }

    private Clock clockAt(double seconds) {
        return new Clock(seconds, speed, paused, behind, seconds < rushSeconds);
    }

    /** @throws IllegalArgumentException unless 1 to 60 */
    public void setSpeed(double simulatedSecondsInASecond) {
        speed = new Clock(0, simulatedSecondsInASecond, false, false, false).speed();
        LockSupport.unpark(thread);
    }

    public void pause(boolean pause) {
        paused = pause;
        LockSupport.unpark(thread);
    }

    /** Has something done between two steps, soon, also while the city pauses. A city that has stopped does it no more. */
    public void between(Errand errand) {
        errands.add(errand);
        LockSupport.unpark(thread);
    }

    /** Why the city stopped by itself, where it did. */
    public @Nullable Throwable failure() {
        return failure;
    }

    private void run() {
        try {
            loop();
        } catch (RuntimeException | Error e) {
            failure = e;
            throw e;
        } finally {
            ended.countDown();
        }
    }

    private void loop() {
        long due = System.nanoTime();
        long lastFrame = 0;
        long lastFigures = 0;
        while (!stopping) {
            runErrands();
            if (paused) {
                showPaused();
                LockSupport.parkNanos(50_000_000L);
                due = System.nanoTime();
                continue;
            }
            step();
            due += (long) (settings.stepSeconds() / speed * 1e9);
            long now = System.nanoTime();
            if (now - lastFrame >= FRAME_NANOS) {
                scene = newScene();
                lastFrame = now;
            }
            if (now - lastFigures >= FIGURES_NANOS) {
                figures = newFigures();
                lastFigures = now;
            }
            due = engine.timeSeconds() < rushSeconds ? System.nanoTime() : rest(due);
        }
    }

    private void runErrands() {
        Inside inside = new Inside();
        for (Errand errand = errands.poll(); errand != null; errand = errands.poll()) {
            errand.run(inside);
        }
    }

    /** The last moment once more, with the clock as it stands now and figures of this very moment. */
    private void showPaused() {
        Clock shown = scene.clock();
        if (!shown.paused() || shown.speed() != speed) {
            behind = false;
            scene = newScene();
            figures = newFigures();
        }
    }

    private void step() {
        double before = engine.timeSeconds();
        Following outside = engine.timeSeconds() < rushSeconds ? null : following;
        if (outside != null) {
            outside.before();
        }
        steer();
        if (outside != null) {
            outside.after();
        }
        meter.read(engine, settings.stepSeconds());
        double after = engine.timeSeconds();
        if (isNew(60, before, after)) {
            minute();
            if (outside != null) {
                outside.minute(pilot.isPresent());
            }
        }
        CountingStations loops = stations;
        if (loops != null && isNew(COUNT_EVERY_SECONDS, before, after)) {
            List<LinkCount> counts = loops.read(after);
            if (after > rushSeconds) {
                counted.accept(counts);
            }
        }
    }

    private void steer() {
        if (pilot.isEmpty()) {
            engine.step();
        } else if (!pilot.get().step(engine)) {
            pilot = Optional.empty();
        }
    }

    /** Whether another stretch of so many seconds has begun between two moments. */
    private static boolean isNew(int seconds, double before, double after) {
        return Math.floor(after / seconds) > Math.floor(before / seconds);
    }

    private void minute() {
        delayLastMinute = (engine.lostSeconds() - lostAtMinute) / 60;
        lostAtMinute = engine.lostSeconds();
        gridlocked = RoadView.gridlocked(engine, GRIDLOCK_SECONDS);
        minutes.add(newFigures().withoutCorridors());
        while (minutes.size() > HISTORY_MINUTES) {
            minutes.remove();
        }
        history = List.copyOf(minutes);
    }

    /** Sleeps until the next step is due; a debt that is too large is forgiven and shown. */
    private long rest(long due) {
        long now = System.nanoTime();
        if (now - due > BEHIND_NANOS) {
            behind = true;
            return now;
        }
        if (due > now) {
            behind = false;
        }
        while (due > now && !stopping && !paused) {
            runErrands();
            LockSupport.parkNanos(Math.min(due - now, 100_000_000L));
            now = System.nanoTime();
        }
        return due;
    }

    private Scene newScene() {
        view.read(engine, sample);
        int n = sample.count;
        float[] x = new float[n];
        float[] y = new float[n];
        short[] motion = new short[n];
        for (int i = 0; i < n; i++) {
            // The engine gives vehicles row by row, so that entry i would be the same vehicle from scene to scene.
            int j = order.nextInt(i + 1);
            x[i] = x[j];
            y[i] = y[j];
            motion[i] = motion[j];
            x[j] = sample.x[i];
            y[j] = sample.y[i];
            motion[j] = Scene.pack(sample.speed[i], sample.heading[i], sample.kind[i]);
        }
        int controllers = city.signals().size();
        int[] phases = new int[controllers];
        float[] left = new float[controllers];
        float[] mostLeft = new float[controllers];
        for (int c = 0; c < controllers; c++) {
            phases[c] = view.phase(engine, c);
            left[c] = (float) view.secondsLeft(engine, c);
            mostLeft[c] = (float) view.mostSecondsLeft(engine, c);
        }
        Clock clock = clockAt(engine.timeSeconds());
        return new Scene(
                ++sceneNumber, clock, n, x, y, motion, meter.state(), view.aspects(engine), phases, left, mostLeft);
    }

    private Figures newFigures() {
        return new Figures(
                engine.timeSeconds(),
                engine.vehicleCount(),
                engine.waitingCount(),
                meter.meanRatio(),
                delayLastMinute,
                engine.arrivedCount(),
                gridlocked,
                corridors.slowest(meter, MEMORY_SECONDS));
    }

    /**
     * Stops the city's thread and waits for the step that it is in, yet not for ever: the thread is a daemon, keeps nothing
     * that must be saved, and ends after that step in any case.
     */
    @Override
    public void close() {
        stopping = true;
        LockSupport.unpark(thread);
        beside.shutdownNow();
        if (!thread.isAlive()) {
            return;
        }
        try {
            boolean _ = ended.await(STOPPING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
