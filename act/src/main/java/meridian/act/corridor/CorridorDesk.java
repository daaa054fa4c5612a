package meridian.act.corridor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import meridian.act.ControlLoop;
import meridian.act.ControlledCity;
import meridian.decide.Proposal;
import meridian.decide.Snapshot;
import meridian.decide.corridor.Corridor;
import meridian.decide.corridor.CorridorRule;
import meridian.decide.corridor.CorridorTimes;
import meridian.decide.corridor.EmergencyRequest;
import meridian.decide.corridor.Need;
import meridian.decide.corridor.WayLink;
import meridian.decide.corridor.Whereabouts;
import meridian.model.control.ControlNetwork;
import org.jspecify.annotations.Nullable;

/**
 * Where corridors are asked for. It knows of each vehicle that asked what that one reports, and forgets it when the corridor ends: on
 * arrival, when it is told so, after {@value #SILENT_SECONDS} s without a report, or when no open way is left. From then on the junctions
 * are the decider's again. One thread, the control loop's.
 */
public final class CorridorDesk implements ControlLoop.Priority {
    /** Nobody holds junctions for a vehicle of which nothing has been heard for so long. Vehicles report every second. */
    public static final int SILENT_SECONDS = 10;
    /** So many at a time; more than that is not help but a closed city. */
    static final int MOST = 20;
    /** From one look for a better way to the next, s. */
    private static final int LOOK_SECONDS = 15;
    /** Another way is driven if it saves this share, and so many seconds: estimates, against swinging to and fro. */
    private static final double CLEARLY_FASTER = 0.9;

    private static final double CLEARLY_SECONDS = 10;

    /** Tells a vehicle of its way. */
    @FunctionalInterface
    public interface Navigator {
        /** @return whether the vehicle will drive it; not where it is too near to where the old one leaves it */
        boolean drive(String request, List<WayLink> way);
    }

    /** Told what happens; must not change anything. */
    public interface Listener {
        Listener NONE = new Listener() {};

        /** Which junctions belong to whom in this second. */
        default void needed(double seconds, List<Need> needs) {}

        default void changedWay(String request, Corridor corridor) {}

        default void ended(String request, Ending why, double seconds) {}
    }

    private final ControlNetwork network;
    private final Corridor.Changes changes;
    private final CorridorRule rule;
    private final WayFinder ways;
    private final boolean looking;
    private final Navigator navigator;
    private final Listener listener;
    private final Map<String, Open> open = new TreeMap<>();
    /** Reports of requests that are not open. */
    private long strangers;

    private static final class Open {
        Corridor corridor;

        @Nullable
        Whereabouts where;

        double heardSeconds;
        double lookedSeconds;
        Set<Integer> held = new HashSet<>();

        Open(Corridor corridor, double nowSeconds) {
            this.corridor = corridor;
            heardSeconds = nowSeconds;
            lookedSeconds = nowSeconds;
        }
    }

    /** @param looking whether a better way is looked for while a vehicle drives; around closed roads one is always looked for */
    public CorridorDesk(
            ControlledCity city,
            CorridorTimes times,
            WayFinder ways,
            boolean looking,
            Navigator navigator,
            Listener listener) {
        network = city.network();
        changes = city::longestChangeSeconds;
        rule = new CorridorRule(network, times);
        this.ways = ways;
        this.looking = looking;
        this.navigator = navigator;
        this.listener = listener;
    }

    /** Asks for a corridor; the vehicle should report within {@value #SILENT_SECONDS} s. */
    public Answer open(EmergencyRequest request, Snapshot now) {
        if (open.containsKey(request.id())) {
            return new Answer.Refused("request " + request.id() + " is open already");
        }
        if (open.size() >= MOST) {
            return new Answer.Refused(MOST + " corridors are open; one must end before request " + request.id());
        }
        Optional<WayFinder.Found> way = ways.find(request, request.fromLink(), now);
        if (way.isEmpty()) {
            return new Answer.Refused("no open way leads from link " + request.fromLink() + " to link "
                    + request.toLink() + " for request " + request.id());
        }
        Corridor corridor = Corridor.of(network, changes, request, way.get().links());
        open.put(request.id(), new Open(corridor, now.seconds()));
        return new Answer.Opened(corridor);
    }

    /** A vehicle tells where it is. Reports of nobody who asked are counted and forgotten; so are older ones than the last. */
    public void report(PositionReport report) {
        Open known = open.get(report.request());
        if (known == null) {
            strangers++;
            return;
        }
        Whereabouts last = known.where;
        if (last != null && report.seconds() < last.seconds()) {
            return;
        }
        known.heardSeconds = report.seconds();
        int at = known.corridor.place(report.link(), last == null ? 0 : Math.max(0, last.at()));
        // Off its way: its place there is unknown until another way has been found from where it is.
        int place = at < 0 ? Whereabouts.OFF : at;
        known.where = new Whereabouts(place, report.link(), report.toEndMeters(), report.speedMps(), report.seconds());
    }

    /** A vehicle has arrived or needs its corridor no longer. */
    public void close(String request, double nowSeconds) {
        end(request, Ending.DONE, nowSeconds);
    }

    private void end(String request, Ending why, double nowSeconds) {
        if (open.remove(request) != null) {
            listener.ended(request, why, nowSeconds);
        }
    }

    @Override
    public List<Proposal> second(double nowSeconds, Supplier<Snapshot> snapshot) {
        for (String id : List.copyOf(open.keySet())) {
            if (nowSeconds - open.get(id).heardSeconds > SILENT_SECONDS) {
                end(id, Ending.SILENT, nowSeconds);
            }
        }
        if (open.isEmpty()) {
            return List.of();
        }
        Snapshot now = snapshot.get();
        List<Need> needs = new ArrayList<>();
        for (Open one : List.copyOf(open.values())) {
            needs.addAll(needs(one, now));
        }
        List<Need> first = CorridorRule.decide(needs);
        open.values().forEach(one -> one.held = held(one, first));
        listener.needed(nowSeconds, first);
        return first.stream().map(Need::proposal).toList();
    }

    private static Set<Integer> held(Open one, List<Need> first) {
        Set<Integer> held = new HashSet<>();
        String id = one.corridor.request().id();
        first.stream().filter(need -> need.request().equals(id)).forEach(need -> held.add(need.junction()));
        return held;
    }

    private List<Need> needs(Open one, Snapshot now) {
        look(one, now);
        Whereabouts where = one.where;
        boolean here = where != null && where.at() != Whereabouts.OFF && open.containsValue(one);
        return here ? rule.needs(one.corridor, where, now, one.held) : List.of();
    }

    /** Looks for another way where the vehicle has left its own, where a road on it is closed, or where it is time to. */
    private void look(Open one, Snapshot now) {
        Whereabouts where = one.where;
        if (where == null) {
            return;
        }
        boolean due = now.seconds() - one.lookedSeconds >= LOOK_SECONDS;
        if (where.at() == Whereabouts.OFF || due) {
            one.lookedSeconds = now.seconds();
            lookFrom(one, where, now);
        }
    }

    private void lookFrom(Open one, Whereabouts where, Snapshot now) {
        EmergencyRequest request = one.corridor.request();
        List<WayLink> way = one.corridor.way();
        double left = where.at() == Whereabouts.OFF
                ? Double.POSITIVE_INFINITY
                : ways.seconds(request, way.subList(where.at(), way.size()), now);
        if (Double.isFinite(left) && !looking) {
            return;
        }
        Optional<WayFinder.Found> found = ways.find(request, where.link(), now);
        if (found.isEmpty()) {
            if (Double.isInfinite(left)) {
                end(request.id(), Ending.NO_WAY, now.seconds());
            }
            return;
        }
        double other = found.get().seconds();
        boolean better = other <= CLEARLY_FASTER * left && other <= left - CLEARLY_SECONDS;
        if (better && navigator.drive(request.id(), found.get().links())) {
            one.corridor = Corridor.of(network, changes, request, found.get().links());
            one.where = new Whereabouts(0, where.link(), where.toEndMeters(), where.speedMps(), where.seconds());
            listener.changedWay(request.id(), one.corridor);
        }
    }

    /** Ids of the requests that are open, in order. */
    public List<String> openRequests() {
        return List.copyOf(open.keySet());
    }

    /** Reports that nobody had asked for; they are forgotten at once. */
    public long strangers() {
        return strangers;
    }
}
