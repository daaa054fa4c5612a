package meridian.act.corridor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import meridian.act.ControlledCity;
import meridian.decide.Snapshot;
import meridian.decide.corridor.CorridorTimes;
import meridian.decide.corridor.EmergencyRequest;
import meridian.decide.corridor.WayLink;
import meridian.model.control.ControlLane;
import meridian.model.control.ControlNetwork;
import meridian.model.demand.LinkPath;
import meridian.model.geo.Point;
import meridian.model.network.Link;
import meridian.model.network.Network;
import meridian.model.network.VehicleKind;
import meridian.sim.route.Router;

/**
 * Ways by live travel times, less what changed signals save: on the way to a junction that can be asked for, the vehicle needs what it
 * needs alone and what is left of the queue when it comes, if that is less than what everybody needs there now. How long until it comes is
 * reckoned along the beeline, which is never too long. One thread.
 */
public final class LiveWays implements WayFinder {
    /** A link that takes as long is closed: the engine gives closed links a day. */
    private static final double CLOSED_SECONDS = 86_000;

    private static final double DETOUR = 1.3;

    private final Network network;
    private final ControlNetwork control;
    private final Router.Query query;
    private final Supplier<float[]> live;
    private final CorridorTimes times;
    private final boolean changing;
    /** Lanes before a junction, by link. */
    private final List<List<Integer>> lanesOf = new ArrayList<>();

    /** The longest until the signal at a link's end can be green, s. */
    private final double[] changeSeconds;

    private final float[] cost;

    /**
     * @param live present time to drive each link, its exit included, s
     * @param changing whether signals will be changed for who asks
     */
    public LiveWays(
            Network network,
            ControlledCity city,
            Router router,
            Supplier<float[]> live,
            CorridorTimes times,
            boolean changing) {
        this.network = network;
        control = city.network();
        query = router.query();
        this.live = live;
        this.times = times;
        this.changing = changing;
        network.links().forEach(_ -> lanesOf.add(new ArrayList<>()));
        for (int l = 0; l < control.lanes().size(); l++) {
            if (controlled(control.lanes().get(l))) {
                lanesOf.get(control.lanes().get(l).link()).add(l);
            }
        }
        changeSeconds = new double[network.links().size()];
        for (int link = 0; link < changeSeconds.length; link++) {
            changeSeconds[link] = longestChange(city, link);
        }
        cost = new float[network.links().size()];
    }

    private double longestChange(ControlledCity city, int link) {
        double longest = 0;
        for (int lane : lanesOf.get(link)) {
            int junction = control.lanes().get(lane).junction();
            for (int s = 0; s < control.junctions().get(junction).stages().size(); s++) {
                longest = Math.max(longest, city.longestChangeSeconds(junction, s));
            }
        }
        return longest;
    }

    private boolean controlled(ControlLane lane) {
        return lane.junction() != ControlLane.NOWHERE
                && !control.junctions().get(lane.junction()).stages().isEmpty();
    }

    @Override
    public Optional<Found> find(EmergencyRequest request, int fromLink, Snapshot now) {
        price(request, fromLink, now);
        LinkPath path = query.fastest(fromLink, request.toLink(), kind(request), cost);
        if (path == null) {
            return Optional.empty();
        }
        List<WayLink> links = links(path.toArray());
        double seconds = seconds(links);
        return Double.isFinite(seconds) ? Optional.of(new Found(links, seconds)) : Optional.empty();
    }

    private List<WayLink> links(int[] path) {
        return Arrays.stream(path)
                .mapToObj(l -> new WayLink(l, network.link(l).lengthMeters(), limit(network.link(l))))
                .toList();
    }

    private static double limit(Link link) {
        return link.lanes().stream()
                .mapToDouble(lane -> lane.speedLimitMps())
                .max()
                .orElseThrow();
    }

    static VehicleKind kind(EmergencyRequest request) {
        return request.vehicle().siren() ? VehicleKind.EMERGENCY : VehicleKind.CAR;
    }

    @Override
    public double seconds(EmergencyRequest request, List<WayLink> way, Snapshot now) {
        price(request, way.getFirst().link(), now);
        return seconds(way);
    }

    private double seconds(List<WayLink> way) {
        double sum = 0;
        for (WayLink link : way.subList(1, way.size())) {
            sum += cost[link.link()] >= CLOSED_SECONDS ? Double.POSITIVE_INFINITY : cost[link.link()];
        }
        return sum;
    }

    private void price(EmergencyRequest request, int fromLink, Snapshot now) {
        float[] present = live.get();
        System.arraycopy(present, 0, cost, 0, cost.length);
        if (!changing) {
            return;
        }
        Point here = network.link(fromLink).shape().last();
        for (int l = 0; l < cost.length; l++) {
            if (!lanesOf.get(l).isEmpty() && cost[l] < CLOSED_SECONDS) {
                cost[l] = (float) Math.min(cost[l], changed(request, l, here, now));
            }
        }
    }

    /** What a link takes whose signal is asked for in time, s. */
    private double changed(EmergencyRequest request, int link, Point here, Snapshot now) {
        Link road = network.link(link);
        double wanted = request.vehicle().wantedMps(limit(road));
        double queue = 0;
        for (int lane : lanesOf.get(link)) {
            queue = Math.max(queue, now.vehicles(lane));
        }
        double clear = changeSeconds[link] + times.startSeconds() + times.secondsPerVehicle() * queue;
        double until = DETOUR * here.distanceMeters(road.shape().last()) / wanted;
        return road.lengthMeters() / wanted + Math.max(0, clear - Math.min(until, times.mostLeadSeconds()));
    }
}
