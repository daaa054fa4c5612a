package meridian.sim.road;

import static meridian.sim.road.Vehicles.NONE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import meridian.model.demand.LinkPath;
import meridian.model.demand.Trip;
import meridian.model.demand.TripSource;
import meridian.model.demand.VehicleType;
import org.jspecify.annotations.Nullable;

/** The gates of the network: takes trips when they are due, lets them wait outside while there is no room, counts them. */
final class Entry {
    private static final int TRIES_PER_STEP = 4;
    /** A trip is due so long before its second, s: seconds are sums of steps. */
    private static final double DUE = 1e-9;

    private final RoadNetwork road;
    private final Vehicles vehicles;
    private final Occupancy occupancy;
    private final Claims claims;
    private final LaneChoice lanes;
    private final LaneChanger changer;
    private final LinkRecords records;
    private final RouteFinder routes;
    private TripSource source;
    private final long seed;
    private final double step;

    /** What the source gives behind the trip in hand; null until it is looked for. */
    private @Nullable Iterator<Trip> trips;
    /** The next trip of the source, the only one in here; null where no more will come. */
    private Trip[] upcoming = new Trip[1];

    private @Nullable Region region;
    /** Trips that are due in this step, and their ways. */
    private final List<Trip> due = new ArrayList<>();

    private final List<@Nullable LinkPath> ways = new ArrayList<>();
    private final Crew.Task finding = this::find;

    /** Trips that wait for a link: a queue for each, chained through {@code nextWaiting}. */
    private int[] firstWaiting;

    private int[] lastWaiting;
    private int[] nextWaiting = new int[0];
    private Trip[] waitingTrip = new Trip[0];
    private int[][] waitingPath = new int[0][];
    private long[] waitingSerial = new long[0];
    /** Places for those who wait: taken ones and free ones. */
    private int places;

    private int freeWaiting = NONE;
    private int[] gates;
    private int gateCount;

    /** Trips taken from the source, waiting now, let in, and refused because no way leads from start to end. */
    long taken;

    /** Running number of the next trip. */
    private long numbers;

    int waiting;
    long inserted;
    long unroutable;

    Entry(
            RoadNetwork road,
            Vehicles vehicles,
            Occupancy occupancy,
            Claims claims,
            LaneChoice lanes,
            LaneChanger changer,
            LinkRecords records,
            RouteFinder routes,
            TripSource source,
            RoadSettings settings) {
        this.road = road;
        this.vehicles = vehicles;
        this.occupancy = occupancy;
        this.claims = claims;
        this.lanes = lanes;
        this.changer = changer;
        this.records = records;
        this.routes = routes;
        this.source = source;
        this.seed = settings.seed();
        this.step = settings.stepSeconds();
        firstWaiting = new int[road.linkCount];
        lastWaiting = new int[road.linkCount];
        Arrays.fill(firstWaiting, NONE);
        Arrays.fill(lastWaiting, NONE);
        gates = new int[64];
    }

    /** Takes the source's trips from a second of the day on. */
    void begin(double seconds) {
        Iterator<Trip> all = source.trips(seconds);
        trips = all;
        upcoming[0] = next(all);
    }

    /** From now on other trips come; what was due before this second has come already. */
    void beginWith(TripSource coming, double now) {
        source = coming;
        trips = upcomingTrips(now);
        upcoming[0] = next(trips);
    }

    private static @Nullable Trip next(Iterator<Trip> trips) {
        return trips.hasNext() ? trips.next() : null;
    }

    /** The source's trips behind the one in hand, which is found again where another has taken it out of the source. */
    private Iterator<Trip> following(Trip held, double now) {
        if (trips == null && !find(held, now)) {
            throw new IllegalStateException("the demand has no trip " + held.id() + " at " + held.departSeconds()
                    + " s, which the city's state expects next; take the demand that the state was saved with");
        }
        return Objects.requireNonNull(trips);
    }

    /** Whether the source has the trip in hand; goes on behind it then. */
    boolean knowsSource(double now) {
        Trip held = upcoming[0];
        return held == null || trips != null || find(held, now);
    }

    private boolean find(Trip held, double now) {
        Iterator<Trip> again = source.trips(Math.min(now, held.departSeconds()));
        for (Trip trip = next(again);
                trip != null && trip.departSeconds() <= held.departSeconds();
                trip = next(again)) {
            if (trip.id().equals(held.id())) {
                trips = again;
                return true;
            }
        }
        return false;
    }

    /**
     * From now on only what begins in a region comes, and goes no farther than its borders.
     *
     * @param known vehicles that are in it or have arrived before: as if no others had ever come
     */
    void keepTo(Region only, long known) {
        region = only;
        inserted = known;
        int kept = 0;
        for (int g = 0; g < gateCount; g++) {
            int link = gates[g];
            if (only.hasLink(link)) {
                gates[kept++] = link;
                for (int w = firstWaiting[link]; w != NONE; w = nextWaiting[w]) {
                    waitingPath[w] = clipped(waitingPath[w]);
                }
            } else {
                forgetAll(link);
            }
        }
        gateCount = kept;
        taken = inserted + waiting + unroutable;
    }

    /** Goes through all who wait outside. */
    void visitWaiting(RoadView.WaitingVisitor visitor) {
        for (int g = 0; g < gateCount; g++) {
            for (int w = firstWaiting[gates[g]]; w != NONE; w = nextWaiting[w]) {
                visitor.visit(gates[g], waitingTrip[w].type().kind());
            }
        }
    }

    private void forgetAll(int link) {
        while (firstWaiting[link] != NONE) {
            free(link, firstWaiting[link]);
        }
    }

    /** The first of a link's queue waits no longer. */
    private void free(int link, int w) {
        firstWaiting[link] = nextWaiting[w];
        waitingTrip[w] = null;
        waitingPath[w] = null;
        nextWaiting[w] = freeWaiting;
        freeWaiting = w;
        waiting--;
    }

    private int[] clipped(int[] path) {
        Region only = region;
        return only == null ? path : Arrays.copyOf(path, only.lastLeg(path, 0) + 1);
    }

    /** After a state was taken over: the source is looked through for the trip in hand when that is due. */
    void resume() {
        trips = null;
    }

    TripSource source() {
        return source;
    }

    /** The same trips come as to another city from now on. */
    void follow(Entry other) {
        source = other.source;
        region = other.region;
    }

    /** The trip that is due next. */
    @Nullable
    Trip heldTrip() {
        return upcoming[0];
    }

    /** Trips that wait at the gates. */
    List<Trip> waitingTrips() {
        return Arrays.stream(waitingTrip).filter(Objects::nonNull).toList();
    }

    /** Trips of the source that were not due yet at the step before this second, in order of departure. */
    Iterator<Trip> upcomingTrips(double now) {
        double last = now - step + DUE;
        Iterator<Trip> all = source.trips(Math.max(0, now - step));
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(all, 0), false)
                .dropWhile(trip -> trip.departSeconds() <= last)
                .iterator();
    }

    /** @throws IllegalArgumentException where the queues at the gates cannot be */
    void check() {
        int length = places;
        boolean[] seen = new boolean[length];
        int found = 0;
        for (int g = 0; g < gateCount; g++) {
            StateCheck.within(gates[g], 0, road.linkCount, "a gate");
        }
        for (int link = 0; link < road.linkCount; link++) {
            for (int w = firstWaiting[link]; w != NONE; w = nextWaiting[w]) {
                StateCheck.within(w, 0, length, "somebody who waits");
                StateCheck.holds(!seen[w] && waitingTrip[w] != null && waitingPath[w].length > 0, "a queue is torn");
                StateCheck.checkTrip(waitingTrip[w], road);
                StateCheck.holds(waitingPath[w][0] == link, "somebody waits at another gate");
                for (int ahead : waitingPath[w]) {
                    StateCheck.within(ahead, 0, road.linkCount, "a link of a way");
                }
                seen[w] = true;
                found++;
            }
            StateCheck.within(lastWaiting[link], NONE, length, "the last who waits");
        }
        StateCheck.holds(found == waiting, "others wait than told");
        StateCheck.holds(openGates() == gateCount, "somebody waits at a gate that nobody opens");
        if (upcoming[0] != null) {
            StateCheck.checkTrip(upcoming[0], road);
        }
        for (int w = freeWaiting; w != NONE; w = nextWaiting[w]) {
            StateCheck.within(w, 0, length, "a free place in a queue");
            StateCheck.holds(!seen[w], "a free place in a queue is taken");
            seen[w] = true;
        }
    }

    /** Links at which somebody waits. */
    private int openGates() {
        int open = 0;
        for (int first : firstWaiting) {
            open += first == NONE ? 0 : 1;
        }
        return open;
    }

    /** All that changes but the place in the source. */
    void each(Columns columns) {
        firstWaiting = columns.of(firstWaiting);
        lastWaiting = columns.of(lastWaiting);
        places = columns.of(places);
        Columns queue = columns.table(places, 1);
        nextWaiting = queue.of(nextWaiting);
        waitingTrip = queue.of(waitingTrip);
        waitingPath = queue.of(waitingPath);
        waitingSerial = queue.of(waitingSerial);
        freeWaiting = columns.of(freeWaiting);
        gateCount = columns.of(gateCount);
        gates = columns.table(gateCount, 1).of(gates);
        upcoming = columns.of(upcoming);
        numbers = columns.of(numbers);
        taken = columns.of(taken);
        waiting = columns.of(waiting);
        inserted = columns.of(inserted);
        unroutable = columns.of(unroutable);
    }

    /** Whether all trips have been taken and let in. */
    boolean done() {
        return upcoming[0] == null && waiting == 0;
    }

    /** Takes the trips that are due and lets in whom there is room for. */
    void admit(double time, Crew crew) {
        Trip trip = upcoming[0];
        due.clear();
        while (trip != null && trip.departSeconds() <= time + DUE) {
            if (concerns(trip)) {
                due.add(trip);
            }
            trip = next(following(trip, time));
            upcoming[0] = trip;
        }
        takeDue(crew);
        int kept = 0;
        for (int g = 0; g < gateCount; g++) {
            int link = gates[g];
            for (int tries = TRIES_PER_STEP; tries > 0 && firstWaiting[link] != NONE && enter(link, time); tries--) {
                // enter() has let one in
            }
            if (firstWaiting[link] != NONE && waitsByLane(firstWaiting[link])) {
                passTheFirst(link, time);
            }
            if (firstWaiting[link] != NONE) {
                gates[kept++] = link;
            }
        }
        gateCount = kept;
    }

    private boolean concerns(Trip trip) {
        Region only = region;
        return only == null || only.hasLink(trip.path().first());
    }

    /** Finds the ways of all who are due, by several threads where the route finder lets them, and takes them in their order. */
    private void takeDue(Crew crew) {
        if (due.isEmpty()) {
            return;
        }
        ways.clear();
        ways.addAll(Collections.nCopies(due.size(), null));
        if (routes.concurrent() && due.size() > 1) {
            routes.prepare(records.heardSeconds(), crew::all);
            crew.run(due.size(), finding);
        } else {
            for (int i = 0; i < due.size(); i++) {
                find(0, i);
            }
        }
        for (int i = 0; i < due.size(); i++) {
            take(due.get(i), ways.get(i));
        }
    }

    private void find(int worker, int i) {
        Trip trip = due.get(i);
        LinkPath path = trip.path();
        ways.set(
                i,
                trip.fixed() || path.size() == 1
                        ? path
                        : routes.find(
                                path.first(),
                                path.last(),
                                trip.type().kind(),
                                records.heardSeconds(),
                                RandomStream.seed(seed ^ 0x51, numbers + i)));
    }

    /** A trip that is due now and is not in the source. */
    void add(Trip trip) {
        if (concerns(trip)) {
            due.clear();
            due.add(trip);
            ways.clear();
            ways.add(null);
            find(0, 0);
            take(trip, ways.getFirst());
        }
    }

    private void take(Trip trip, @Nullable LinkPath way) {
        taken++;
        long serial = numbers++;
        if (way == null) {
            unroutable++;
            return;
        }
        int kind = trip.type().kind().ordinal();
        int[] path = way.toArray();
        int link = path[0];
        // Where the link is only closed for now, they wait.
        if (!road.everOpen(link, kind)) {
            unroutable++;
            return;
        }
        int w = slot();
        waitingTrip[w] = trip;
        waitingPath[w] = clipped(path);
        waitingSerial[w] = serial;
        nextWaiting[w] = NONE;
        if (firstWaiting[link] == NONE) {
            firstWaiting[link] = w;
            if (gateCount == gates.length) {
                gates = Arrays.copyOf(gates, gateCount * 2);
            }
            gates[gateCount++] = link;
        } else {
            nextWaiting[lastWaiting[link]] = w;
        }
        lastWaiting[link] = w;
        waiting++;
    }

    private int slot() {
        if (freeWaiting == NONE) {
            int old = places;
            int n = Math.max(64, old * 2);
            places = n;
            nextWaiting = Arrays.copyOf(nextWaiting, n);
            waitingTrip = Arrays.copyOf(waitingTrip, n);
            waitingPath = Arrays.copyOf(waitingPath, n);
            waitingSerial = Arrays.copyOf(waitingSerial, n);
            for (int w = n - 1; w >= old; w--) {
                nextWaiting[w] = freeWaiting;
                freeWaiting = w;
            }
        }
        int w = freeWaiting;
        freeWaiting = nextWaiting[w];
        return w;
    }

    /** CityFlow's vehicles wait outside in a queue for each lane. */
    private boolean waitsByLane(int w) {
        return waitingTrip[w].type().following() == VehicleType.Following.CITYFLOW;
    }

    /** Lets those in who wait behind the first of a link, but for a lane for which nobody waits before them. */
    private void passTheFirst(int link, double time) {
        int first = firstWaiting[link];
        long full = bit(link, first);
        int before = first;
        for (int w = nextWaiting[first]; w != NONE && waitsByLane(w); w = nextWaiting[before]) {
            long lane = bit(link, w);
            if ((full & lane) == 0) {
                // The others keep their order: the one in hand comes to the front and goes.
                nextWaiting[before] = nextWaiting[w];
                nextWaiting[w] = first;
                firstWaiting[link] = w;
                boolean last = lastWaiting[link] == w;
                if (enter(link, time)) {
                    lastWaiting[link] = last ? before : lastWaiting[link];
                    continue;
                }
                firstWaiting[link] = first;
                nextWaiting[w] = nextWaiting[before];
                nextWaiting[before] = w;
                full |= lane;
            }
            before = w;
        }
    }

    /** The lane a waiting trip would enter, as a bit of the link's. */
    private long bit(int link, int w) {
        int lane = lane(waitingTrip[w], waitingPath[w]);
        return lane == NONE ? -1 : 1L << lane - road.linkLane[link];
    }

    private boolean enter(int link, double time) {
        int w = firstWaiting[link];
        Trip trip = waitingTrip[w];
        int lane = lane(trip, waitingPath[w]);
        if (lane == NONE) {
            return false;
        }
        double length = road.segLength[lane];
        double wantedPosition =
                Math.max(trip.departure().positionMeters(), trip.type().lengthMeters());
        double position = Math.min(wantedPosition, length - 0.01);
        double gap = occupancy.lastRear(lane) - position - trip.type().gapMeters();
        int leader = occupancy.lastOn(lane);
        if (leader != NONE && gap < 0) {
            return false;
        }
        if (vehicles.full()) {
            vehicles.grow();
            claims.grow();
        }
        int v = vehicles.add(trip, waitingPath[w], waitingSerial[w], seed, time);
        vehicles.position[v] = position;
        double speed = speed(v, trip, lane, gap, leader);
        vehicles.speed[v] = Math.max(0, speed);
        vehicles.segment[v] = lane;
        vehicles.leg[v] = 0;
        if (speed < 0 || !changer.upstreamBears(v, lane, position - vehicles.length(v), true)) {
            vehicles.remove(v);
            return false;
        }
        occupancy.insert(v, lane);
        occupancy.nodeCount[road.laneNode[lane]]++;
        lanes.orient(v);
        records.entered[link]++;
        free(link, w);
        inserted++;
        return true;
    }

    /** The lane to enter: the stated one, or of the open ones the one that leads farthest, then the emptiest. */
    private int lane(Trip trip, int[] path) {
        int link = path[0];
        int kind = trip.type().kind().ordinal();
        int first = road.linkLane[link];
        int stated = trip.departure().lane();
        if (stated >= 0 && stated < road.lanesOf(link)) {
            return lanes.open(first + stated, kind) ? first + stated : NONE;
        }
        lanes.look(path, 0, kind, 5);
        int best = NONE;
        double bestReach = 0;
        double bestRoom = 0;
        for (int lane = first; lane < road.linkLane[link + 1]; lane++) {
            if (!lanes.open(lane, kind)) {
                continue;
            }
            double reach = stated == Trip.Departure.FREE_LANE ? 0 : lanes.reach(lane, link, kind);
            double room = occupancy.lastRear(lane);
            if (best == NONE || reach > bestReach + 1 || reach > bestReach - 1 && room > bestRoom) {
                best = lane;
                bestReach = reach;
                bestRoom = room;
            }
        }
        return best;
    }

    /** The speed to enter with, or −1 where the stated one is not safe. CityFlow's vehicles enter from a stand. */
    private double speed(int v, Trip trip, int lane, double gap, int leader) {
        if (vehicles.types.cityFlow[vehicles.type[v]]) {
            return 0;
        }
        double wanted = vehicles.wanted(v, road.segLimit[lane]);
        double safe = leader == NONE
                ? wanted
                : CarFollowing.followSpeed(
                        gap,
                        vehicles.speed[leader],
                        vehicles.decel(v),
                        vehicles.decel(leader),
                        vehicles.headway(v),
                        step);
        // Nobody enters faster than would let it stop before the end of the lane.
        double toEnd = CarFollowing.stopSpeed(
                road.segLength[lane] - vehicles.position[v] - 1, vehicles.decel(v), vehicles.headway(v), step);
        if (trip.departure().speedMps() < 0) {
            return Math.min(wanted, Math.min(safe, toEnd));
        }
        double stated = Math.min(trip.departure().speedMps(), Math.min(wanted, toEnd));
        return stated <= safe ? stated : -1;
    }
}
