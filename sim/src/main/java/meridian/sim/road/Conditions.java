package meridian.sim.road;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import meridian.model.event.RoadEvent;
import meridian.model.event.RoadEvent.LaneClosed;
import meridian.model.event.RoadEvent.LinkClosed;
import meridian.model.event.RoadEvent.SpeedSet;
import meridian.model.event.RoadEvent.WeatherChange;
import meridian.model.event.Weather;
import meridian.model.network.VehicleKind;

/**
 * What is so now on the roads of one engine: which lanes are closed, which limits hold, what the weather is. Writes it into the
 * engine's own copy of the network's columns, so that nobody who drives has to ask; only between two steps, by one thread.
 */
final class Conditions {
    private static final int CAR = 1 << VehicleKind.CAR.ordinal();

    private final RoadNetwork usual;
    private final RoadNetwork road;
    private final Vehicles vehicles;
    private final LinkRecords records;
    private final List<RoadEvent> events = new ArrayList<>();
    /** The same as numbers, and how many there are: what a state holds. */
    private double[] written = new double[0];

    private int count;
    /** Second at which the next event begins or ends. */
    private double nextChange = Double.POSITIVE_INFINITY;

    private Weather weather = Weather.DRY;
    /** Whether a lane is closed now that is usually open. */
    boolean closed;

    /** Second of the day for which the roads were last made what events say. */
    private double madeAt;

    /** @param road the engine's own view of {@code usual} */
    Conditions(RoadNetwork usual, RoadNetwork road, Vehicles vehicles, LinkRecords records) {
        this.usual = usual;
        this.road = road;
        this.vehicles = vehicles;
        this.records = records;
    }

    /** The events; what holds on the roads follows from them and the second for which it was last looked up. */
    void each(Columns columns) {
        road.limitsChanged = columns.of(road.limitsChanged ? 1 : 0) != 0;
        road.accessChanged = columns.of(road.accessChanged ? 1 : 0) != 0;
        madeAt = columns.of(madeAt);
        count = columns.of(count);
        written = columns.table(count, EventNumbers.WIDTH).of(written);
    }

    /** Goes on with the events that another engine has had, as the roads were there: what is due now comes with the next step. */
    void resume() {
        events.clear();
        for (int i = 0; i < count; i++) {
            RoadEvent event = EventNumbers.read(written, i);
            check(event);
            events.add(event);
        }
        make(madeAt);
    }

    void add(RoadEvent event) {
        check(event);
        events.add(event);
        changed();
    }

    private void check(RoadEvent event) {
        switch (event) {
            case LinkClosed(int link, var _, var _) -> check(link, 0);
            case LaneClosed(int link, int lane, var _, var _) -> check(link, lane);
            case SpeedSet(int link, int lane, var _, var _) -> check(link, Math.max(0, lane));
            case WeatherChange _ -> {}
        }
    }

    private void changed() {
        count = events.size();
        written = new double[count * EventNumbers.WIDTH];
        for (int i = 0; i < count; i++) {
            EventNumbers.write(events.get(i), written, i);
        }
        nextChange = Double.NEGATIVE_INFINITY;
    }

    private void check(int link, int lane) {
        if (link < 0 || link >= usual.linkCount || lane >= usual.lanesOf(link)) {
            throw new IllegalArgumentException(
                    "there is no lane " + lane + " of link " + link + " in a network of " + usual.linkCount + " links");
        }
    }

    /** @return whether it was there */
    boolean remove(RoadEvent event) {
        boolean known = events.remove(event);
        changed();
        return known;
    }

    List<RoadEvent> events() {
        return List.copyOf(events);
    }

    List<RoadEvent> inForce(double time) {
        return events.stream().filter(e -> e.during().contains(time)).toList();
    }

    boolean due(double time) {
        return time >= nextChange - 1e-9;
    }

    /**
     * Makes the roads what the events of this second say.
     *
     * @return whether a lane has been closed or opened
     */
    boolean change(double time) {
        double[] limit = road.segLimit;
        int[] access = road.laneAccess;
        // A step's time is a sum of steps: what begins at 30 begins in the step that is at 29.999999 too.
        make(time + 1e-9);
        boolean changed = !Arrays.equals(access, road.laneAccess);
        road.accessChanged |= changed;
        road.limitsChanged |= !Arrays.equals(limit, road.segLimit);
        for (int link = 0; link < road.linkCount; link++) {
            records.nowTakes(link, isClosed(link), slowness(link));
        }
        records.lookAhead(time);
        return changed;
    }

    private void make(double now) {
        madeAt = now;
        nextChange = Double.POSITIVE_INFINITY;
        int[] access = usual.laneAccess;
        double[] limit = usual.segLimit;
        Weather worst = Weather.DRY;
        if (!events.isEmpty()) {
            access = access.clone();
            limit = limit.clone();
            worst = put(access, limit, now);
        }
        road.segLimit = limit;
        road.laneAccess = access;
        closed = !Arrays.equals(access, usual.laneAccess);
        if (!worst.equals(weather)) {
            weather = worst;
            vehicles.types.driveIn(worst);
        }
    }

    /** Puts into the columns what is in force now, and says how the weather is. */
    private Weather put(int[] access, double[] limit, double now) {
        Weather worst = Weather.DRY;
        boolean[] set = new boolean[road.laneCount];
        for (RoadEvent event : events) {
            noteNext(event, now);
            if (event.during().contains(now)) {
                switch (event) {
                    case LinkClosed(int link, var open, var _) -> {
                        for (int lane = road.linkLane[link]; lane < road.linkLane[link + 1]; lane++) {
                            access[lane] &= open.mask();
                        }
                    }
                    case LaneClosed(int link, int lane, var open, var _) ->
                        access[road.linkLane[link] + lane] &= open.mask();
                    case SpeedSet s -> limit(s, limit, set);
                    case WeatherChange(var more, var _) -> worst = worst.and(more);
                }
            }
        }
        for (int s = 0; s < limit.length; s++) {
            limit[s] *= worst.speedFactor();
        }
        return worst;
    }

    private void noteNext(RoadEvent event, double now) {
        double from = event.during().fromSeconds();
        double to = event.during().toSeconds();
        if (from > now) {
            nextChange = Math.min(nextChange, from);
        } else if (to > now) {
            nextChange = Math.min(nextChange, to);
        }
    }

    private void limit(SpeedSet event, double[] limit, boolean[] set) {
        int first = road.linkLane[event.link()];
        for (int lane = first; lane < road.linkLane[event.link() + 1]; lane++) {
            if (event.lane() == RoadEvent.ALL_LANES || lane == first + event.lane()) {
                limit[lane] = set[lane] ? Math.min(limit[lane], event.speedMps()) : event.speedMps();
                set[lane] = true;
            }
        }
    }

    /** Whether none of the link's lanes is open to cars any more, or to anybody where cars never might. */
    private boolean isClosed(int link) {
        int before = 0;
        int now = 0;
        for (int lane = road.linkLane[link]; lane < road.linkLane[link + 1]; lane++) {
            before |= usual.laneAccess[lane];
            now |= road.laneAccess[lane];
        }
        return before != 0 && ((before & CAR) != 0 ? (now & CAR) == 0 : now == 0);
    }

    /** How many times as long as usual the link takes alone. */
    private double slowness(int link) {
        double before = 0;
        double now = 0;
        for (int lane = road.linkLane[link]; lane < road.linkLane[link + 1]; lane++) {
            before = Math.max(before, usual.segLimit[lane]);
            now = Math.max(now, road.segLimit[lane]);
        }
        return before / now;
    }
}
