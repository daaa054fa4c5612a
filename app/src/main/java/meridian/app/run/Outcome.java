package meridian.app.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import meridian.app.events.EventWords;
import meridian.model.BadInput;
import meridian.model.network.Link;
import meridian.sim.road.LinkRecords;
import meridian.sim.road.RoadEngine;
import meridian.sim.road.RoadView;

/** What came out of an experiment. One thread; the engine stands still from now on. */
public final class Outcome {
    /** Who has stood longer than this in a circle of waiting is gridlocked, s. */
    private static final double GRIDLOCK_SECONDS = 300;

    private static final int PLACES_SHOWN = 5;

    private final Experiment experiment;
    private final Ending ending;
    private final RoadEngine engine;
    private final Begin begin;
    private final TripSheet trips;
    private final Timeline timeline;
    private final Recorder recorder;
    private final double computingSeconds;

    /** Where it began: second of the day, and vehicles moved before, each step counted. */
    record Begin(double seconds, long updates) {
        static Begin of(RoadEngine engine) {
            return new Begin(engine.timeSeconds(), engine.updateCount());
        }
    }

    Outcome(
            Experiment experiment,
            Ending ending,
            RoadEngine engine,
            Begin begin,
            TripSheet trips,
            Timeline timeline,
            Recorder recorder,
            double computingSeconds) {
        this.experiment = experiment;
        this.ending = ending;
        this.engine = engine;
        this.begin = begin;
        this.trips = trips;
        this.timeline = timeline;
        this.recorder = recorder;
        this.computingSeconds = computingSeconds;
    }

    public Ending ending() {
        return ending;
    }

    Experiment experiment() {
        return experiment;
    }

    TripSheet trips() {
        return trips;
    }

    Timeline timeline() {
        return timeline;
    }

    Optional<LaneSlices> lanes() {
        return recorder.lanes();
    }

    Optional<LoopLog> loops() {
        return recorder.loops();
    }

    LinkSlices slices() {
        return recorder.slices();
    }

    QueueLog queues() {
        return recorder.queues();
    }

    Optional<CorridorLog> corridor() {
        return recorder.corridor();
    }

    LinkRecords links() {
        return engine.records();
    }

    /** Second of the simulated day at which it ended. */
    public double endSeconds() {
        return engine.timeSeconds();
    }

    /**
     * Saves the city as it is now, for a run that goes on from here.
     *
     * @throws BadInput where it cannot be written
     */
    public void save(Path file) {
        try {
            engine.save(file, DemandDigest.of(experiment.trips(), engine.nextTrip()));
        } catch (IOException e) {
            throw new BadInput(
                    file.toString(),
                    "the city cannot be saved there (" + BadInput.reason(e) + ")",
                    "a file in a folder that can be written",
                    "Name another file");
        }
    }

    /** The figures, for people and programs. */
    public RunReport report() {
        return new RunReport(
                experiment.city().name(),
                NetworkDigest.of(experiment.city().network()),
                experiment.origin(),
                EventWords.between(
                        // A city that goes on may have been told of others when it began.
                        engine.events(),
                        begin.seconds(),
                        engine.timeSeconds(),
                        experiment.city().network()),
                true,
                experiment.settings().seed(),
                experiment.settings().stepSeconds(),
                begin.seconds(),
                engine.timeSeconds(),
                recorder.watch().sliceSeconds(),
                ending,
                new RunReport.Trips(
                        engine.insertedCount(),
                        engine.arrivedCount(),
                        engine.vehicleCount(),
                        engine.waitingCount(),
                        engine.unroutableCount(),
                        engine.reroutedCount(),
                        engine.strayedCount(),
                        engine.changedWayCount(),
                        engine.divertedCount(),
                        engine.endedBeforeCount()),
                Spread.of(trips.ofArrived(trips::travelSeconds)),
                Spread.of(trips.ofArrived(trips::lostSeconds)),
                Spread.of(trips.ofArrived(trips::waitedSeconds)),
                Spread.of(trips.ofArrived(trips::waitToEnterSeconds)),
                Spread.of(trips.ofArrived(trips::halts)),
                Spread.Slow.of(trips.ofArrived(trips::speedMps)),
                new RunReport.Gridlock(RoadView.gridlocked(engine, GRIDLOCK_SECONDS), standing()),
                new RunReport.Computing(engine.updateCount() - begin.updates(), computingSeconds));
    }

    /** The links on which most vehicles stand, where anybody does. */
    private List<RunReport.Queue> standing() {
        int n = experiment.city().network().links().size();
        int[] counts = new int[n];
        int[] standing = new int[n];
        new RoadView(engine.road()).addByLink(engine, new float[n], new float[n], counts, standing);
        List<RunReport.Queue> queues = new ArrayList<>();
        IntStream.range(0, n)
                .filter(l -> standing[l] > 0)
                .boxed()
                .sorted(Comparator.comparingInt((Integer l) -> -standing[l]).thenComparing(l -> l))
                .limit(PLACES_SHOWN)
                .forEach(l -> {
                    Link link = experiment.city().network().link(l);
                    queues.add(new RunReport.Queue(link.id(), link.name(), standing[l]));
                });
        return queues;
    }
}
