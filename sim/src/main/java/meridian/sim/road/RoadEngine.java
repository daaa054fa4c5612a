package meridian.sim.road;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import meridian.model.demand.LinkPath;
import meridian.model.demand.Trip;
import meridian.model.demand.TripSource;
import meridian.model.event.RoadEvent;
import meridian.model.place.Detector;
import meridian.model.signal.Aspect;
import org.jspecify.annotations.Nullable;

/**
 * A running city: what can be asked of it, ordered, copied and saved. How it goes on is {@link Cycle}'s.
 *
 * <p>Only one thread may call it. {@link #fork} gives an independent copy. {@link #close} ends its threads.
 */
public final class RoadEngine implements AutoCloseable {
    /** As it is when nothing happens. */
    private final RoadNetwork network;
    /** This engine's own view of it. */
    final RoadNetwork road;

    private final RoadSettings settings;
    private final RouteFinder routes;
    private final TripLog log;
    private final double step;

    final Vehicles vehicles;
    final Occupancy occupancy;
    final Claims claims;
    final Signals signals;
    private final LinkRecords records;
    private final LoopCounts loops;
    final Entry entry;
    private final Conditions conditions;
    private final Cycle cycle;
    private final RegionCut cut;
    private final Correction correction;

    /**
     * @param routes ways for trips that have none, and for drivers who missed theirs
     * @param log told of each trip that ends
     */
    public RoadEngine(RoadNetwork road, TripSource trips, RouteFinder routes, TripLog log, RoadSettings settings) {
        this(settings, road, trips, routes, log);
        entry.begin(settings.startSeconds());
        cycle.show();
    }

    /** An empty city that is about to take over another one's state. */
    RoadEngine(RoadSettings settings, RoadNetwork given, TripSource trips, RouteFinder routes, TripLog log) {
        network = given;
        road = given.own();
        this.settings = settings;
        this.routes = routes;
        this.log = log;
        step = settings.stepSeconds();
        RoadState state = RoadState.on(road, step);
        vehicles = state.vehicles();
        occupancy = state.occupancy();
        claims = state.claims();
        signals = state.signals();
        records = state.records();
        loops = state.loops();
        conditions = new Conditions(network, road, vehicles, records);
        cycle = new Cycle(state, conditions, trips, routes, log, settings);
        entry = cycle.entry;
        Mover mover = cycle.first().mover;
        cut = new RegionCut(road, vehicles, occupancy, claims, mover);
        correction = new Correction(road, vehicles, occupancy, claims, entry, mover);
    }

    /** All that changes in the city, always in the same order. */
    void each(Columns columns) {
        cycle.counts(columns);
        vehicles.each(columns);
        occupancy.each(columns);
        claims.each(columns);
        signals.each(columns);
        records.each(columns);
        entry.each(columns);
        cycle.choices(columns);
        correction.each(columns);
    }

    /**
     * Becomes what another engine of the same network is now, and goes on like it; its own log is told of trips that end.
     * One that does so again and again allocates next to nothing. It asks its own route finder on: where that remembers,
     * only a {@link #fork} is sure to go on exactly like the other.
     *
     * @throws IllegalArgumentException where the other one drives through another network or with other steps
     */
    public void takeOver(RoadEngine other) {
        requireLike(other);
        Transfer.copy(other::each, this::become);
        entry.follow(other.entry);
        records.expectLike(other.records);
    }

    /** The same, but from now on other trips come than to the other one; who waits already at its gates still does. */
    public void takeOver(RoadEngine other, TripSource coming) {
        takeOver(other);
        entry.beginWith(coming, timeSeconds());
    }

    /** Becomes what a part of another engine's city is now, as {@link #fork(TripLog, Region, TripSource)} would. */
    public void takeOver(RoadEngine other, Region region, TripSource coming) {
        if (!region.of(network)) {
            throw new IllegalArgumentException("the region is one of another network");
        }
        requireLike(other);
        Transfer.copy(other::each, this::become, cut.choose(other.vehicles, other.occupancy, region));
        cut.fit(other.claims, region, cycle.knocking);
        records.expectLike(other.records);
        entry.keepTo(region, cycle.arrived() + correction.withdrawnCount() + vehicles.alive);
        entry.beginWith(coming, timeSeconds());
    }

    /**
     * Becomes what another engine of the same network is now, but its own demand still comes: for one that has gone back and found
     * that things were otherwise. Its log is told of who has arrived meanwhile by neither.
     */
    public void goOnFrom(RoadEngine other) {
        TripSource own = entry.source();
        takeOver(other);
        entry.beginWith(own, timeSeconds());
    }

    private void requireLike(RoadEngine other) {
        if (other.network != network
                || other.step != step
                || other.settings.startSeconds() != settings.startSeconds()) {
            throw new IllegalArgumentException("a city can only take over a city with its own network, steps of " + step
                    + " s and start at " + settings.startSeconds() + " s");
        }
    }

    /** Takes over all that changes from what shows it. */
    void become(Columns state) {
        each(state);
        loops.forgetPassing();
        conditions.resume();
        entry.resume();
    }

    /**
     * Saves the whole state, from which {@link #restore} goes on as if nothing had been. The file appears whole or not at all.
     *
     * @throws IOException where it cannot be written
     */
    public void save(Path file) throws IOException {
        save(file, new byte[0]);
    }

    /** The same with something that whoever opens it finds again ({@link SavedState#note}). */
    public void save(Path file, byte[] note) throws IOException {
        StateFile.write(this, settings, routes.memory(), note, file);
    }

    /**
     * An engine that goes on from a saved state.
     *
     * @param road the network and signals that it was saved with
     * @param trips the demand that it was saved with
     * @param routes a route finder like the one it was saved with
     * @throws meridian.model.BadInput where the file is damaged, of another version, of another network or no state at all
     */
    public static RoadEngine restore(
            Path file, RoadNetwork road, TripSource trips, RouteFinder routes, TripLog log, int threads) {
        return SavedState.open(file, road).engine(trips, routes, log, threads);
    }

    /** An independent copy that goes on from here, on one thread; it tells {@code newLog} of trips that end. */
    public RoadEngine fork(TripLog newLog) {
        RoadEngine copy = empty(newLog);
        copy.takeOver(this);
        return copy;
    }

    /** The same, but from now on other trips come than to this city; who waits already at its gates still does. */
    public RoadEngine fork(TripLog newLog, TripSource coming) {
        RoadEngine copy = fork(newLog);
        copy.entry.beginWith(coming, timeSeconds());
        return copy;
    }

    /**
     * A fork of a part of the city: who is elsewhere is not in it, and who leaves it has arrived. Signals show what they
     * would.
     *
     * @param coming trips that begin in the region or come over its border ({@link BorderFlow}); others are left out
     */
    public RoadEngine fork(TripLog newLog, Region region, TripSource coming) {
        RoadEngine copy = empty(newLog);
        copy.takeOver(this, region, coming);
        return copy;
    }

    private RoadEngine empty(TripLog newLog) {
        return new RoadEngine(settings.withThreads(1), network, TripSource.of(List.of()), routes.fork(), newLog);
    }

    /**
     * Holds a phase of a controller's plan from this moment on, whatever the plan says, until another is held or
     * {@link #followPlan}. Between two steps only; forks begin with what is held. Nothing is checked: amber and clearance
     * are phases like any other, and to show them in time is up to whoever decides.
     *
     * @param phase index in the controller's plan
     */
    public void holdPhase(int controller, int phase) {
        Objects.checkIndex(controller, road.controllers.size());
        Objects.checkIndex(
                phase, road.controllers.get(controller).plan().phases().size());
        signals.hold(controller, phase);
    }

    /**
     * Shows these aspects from this moment on, whatever the plan says, until something else is ordered or {@link #followPlan};
     * for whoever makes ambers and clearances himself. As with {@link #holdPhase}, between two steps only, and nothing is checked.
     *
     * @param aspects one for each group of the controller, in its order
     */
    public void show(int controller, List<Aspect> aspects) {
        int groups = road.controllers.get(controller).groups();
        if (aspects.size() != groups) {
            throw new IllegalArgumentException(
                    "signal " + road.controllers.get(controller).id() + " has " + groups + " groups, but "
                            + aspects.size() + " aspects were ordered");
        }
        signals.hold(controller, aspects);
    }

    /**
     * Switches a controller's signals off from this moment on, until a phase is held or {@link #followPlan}: the right of way
     * of the signs holds then. As with {@link #holdPhase}, between two steps only, and forks begin with it.
     */
    public void goDark(int controller) {
        Objects.checkIndex(controller, road.controllers.size());
        signals.holdAll(controller, Aspect.OFF);
    }

    /** Like {@link #goDark}, but all signals flash amber: the signs hold, and everybody is told so. */
    public void flash(int controller) {
        Objects.checkIndex(controller, road.controllers.size());
        signals.holdAll(controller, Aspect.FLASHING_AMBER);
    }

    /**
     * Lets a controller's plan go on where it would be now had nobody held a phase; an actuated one begins its phase of that
     * moment anew.
     */
    public void followPlan(int controller) {
        Objects.checkIndex(controller, road.controllers.size());
        signals.show(controller, timeSeconds());
    }

    /**
     * From now on this engine knows of an event, which is in force while its period lasts: at once where that has begun.
     * Between two steps only; forks begin with the events of their parent, and know of no later ones.
     *
     * @throws IllegalArgumentException where the event is on a lane that is not in the network
     */
    public void apply(RoadEvent event) {
        conditions.add(event);
        cycle.follow();
    }

    /** Takes back an event; what it has done ends now. @return whether there was such an event */
    public boolean lift(RoadEvent event) {
        boolean known = conditions.remove(event);
        cycle.follow();
        return known;
    }

    /**
     * Gives the driver of one trip another way from the present link on, as a navigator would who was asked. Between two steps only.
     *
     * @param way begins with the link on which the vehicle is
     * @return whether it is taken; not where the vehicle is not on the road, not on that link, or too near to its end
     */
    public boolean guide(String trip, LinkPath way) {
        int v = vehicles.findTrip(trip);
        return v != Vehicles.NONE && cycle.rerouting.guide(v, way, cycle.first().mover);
    }

    /**
     * From now on counts who passes these loops, and nobody who passed before, instead of others that were counted.
     *
     * @return what it will have counted; entry i is the i-th of these
     */
    public LoopCounts countAt(List<Detector> loopsNow) {
        loops.begin(loopsNow);
        return loops;
    }

    /** For whoever makes the city more like another one. */
    public Correction correction() {
        return correction;
    }

    /** The events that are in force now. */
    public List<RoadEvent> inForce() {
        return conditions.inForce(timeSeconds());
    }

    /**
     * From now on drivers choose their ways by travel times that are known ahead, looked up once a minute; null: by those that
     * others have just needed, as from the start. Closed roads stay closed. Forks go on with it; a restored city must be told
     * {@linkplain #expectAgain again}.
     */
    public void expect(@Nullable TravelTimes forecast) {
        records.expect(forecast, timeSeconds());
        routes.forget();
    }

    /** Tells a restored city the forecast that it was saved with: it goes on as if nothing had been. */
    public void expectAgain(TravelTimes forecast) {
        records.expectAgain(forecast);
    }

    /** Ends the engine's threads; it cannot go on then. */
    @Override
    public void close() {
        cycle.close();
    }

    /** Makes one step. */
    public void step() {
        cycle.step();
    }

    /** Vehicles that have stood longest, one line each, for people who look for the reason. */
    public String stuck(int most) {
        return new LongestStanding(road, vehicles, signals).lines(most);
    }

    /** Trips of the demand that have not been due yet, in order of departure; looked up anew in the demand. */
    public Iterator<Trip> upcomingTrips() {
        return entry.upcomingTrips(timeSeconds());
    }

    /** Trips that have begun and not ended: who drives, halts or waits at a gate, in order of departure. */
    public List<Trip> begunTrips() {
        List<Trip> begun = new ArrayList<>(entry.waitingTrips());
        for (int v = 0; v < vehicles.rows; v++) {
            if (vehicles.used[v]) {
                begun.add(vehicles.trip[v]);
            }
        }
        begun.sort(Comparator.comparingDouble(Trip::departSeconds).thenComparing(Trip::id));
        return begun;
    }

    /** The trip of the demand that is due next; it has been taken from the demand already. */
    public Optional<Trip> nextTrip() {
        return Optional.ofNullable(entry.heldTrip());
    }

    /** Whether a restored city's demand has the trip that is due next; if not, it is another demand than it was saved with. */
    public boolean knowsDemand() {
        return entry.knowsSource(timeSeconds());
    }

    /** All events that it has been told, whether they are over or still to come. */
    public List<RoadEvent> events() {
        return conditions.events();
    }

    /** Second of the simulated day: the start and the steps since. */
    public double timeSeconds() {
        return cycle.timeSeconds();
    }

    /** Drivers who knocked in the last step. */
    RowList knocking() {
        return cycle.knocking;
    }

    double stepSeconds() {
        return step;
    }

    /** The network that it was made with, without what happens on it now. */
    public RoadNetwork road() {
        return network;
    }

    /** Vehicles on the road now. */
    public int vehicleCount() {
        return vehicles.alive;
    }

    /** Trips that are due and wait outside because there is no room. */
    public int waitingCount() {
        return entry.waiting;
    }

    public long insertedCount() {
        return entry.inserted;
    }

    public long arrivedCount() {
        return cycle.arrived();
    }

    /** Trips that were refused because no way leads from their start to their end. */
    public long unroutableCount() {
        return entry.unroutable;
    }

    /** Drivers who stood on a wrong lane too long and took another way. */
    public long reroutedCount() {
        return cycle.detours.rerouted;
    }

    /** Drivers who could not reach their destination from the lane they were caught on and left the city elsewhere. */
    public long strayedCount() {
        return cycle.detours.strayed;
    }

    /** How often a driver who heard of travel times left the way for one that had become clearly faster. */
    public long changedWayCount() {
        return cycle.rerouting.changed;
    }

    /** Drivers who came to a closed road and took another way. */
    public long divertedCount() {
        return cycle.detours.diverted;
    }

    /** Drivers whose destination was closed when they came near, and who ended their trip before it. */
    public long endedBeforeCount() {
        return cycle.detours.endedBefore;
    }

    /** Vehicles moved since the start, each step counted. */
    public long updateCount() {
        return cycle.updates();
    }

    /** Time lost by all vehicles since the start against driving at their wanted speed, s. */
    public double lostSeconds() {
        double sum = 0;
        for (double seconds : records.lost) {
            sum += seconds;
        }
        return sum;
    }

    /** Whether everybody has arrived and nobody will come. */
    public boolean done() {
        return vehicles.alive == 0 && entry.done();
    }

    public LinkRecords records() {
        return records;
    }
}
