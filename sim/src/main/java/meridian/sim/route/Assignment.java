package meridian.sim.route;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import meridian.model.City;
import meridian.model.FreeTravel;
import meridian.model.demand.LinkPath;
import meridian.model.demand.Trip;
import meridian.model.demand.TripSource;
import meridian.model.network.Link;
import meridian.model.network.Network;

/**
 * Where the traffic of an hour would drive: trips are put on the network in a few parts, each on the ways that are fastest
 * with the parts before it on the road.
 *
 * <p>Source: Y. Sheffi, "Urban Transportation Networks" (1985), chapter 5, incremental assignment; travel times grow with
 * the volume as in the Bureau of Public Roads' "Traffic Assignment Manual" (1964): t0 · (1 + 0.15 · (volume / capacity)⁴).
 * Good enough to time signals by; queues and their lengths are what the microscopic engine is for.
 */
public final class Assignment {
    private static final int PARTS = 6;
    /** What a lane of a street with crossings carries: our estimate. */
    private static final double LANE_VEHICLES_PER_HOUR = 800;
    /** No more trips than this are looked at; each then stands for several. */
    private static final int MOST_TRIPS = 24_000;

    private final Network network;
    private final double[] volume;
    private final double[] flow;

    private Assignment(Network network) {
        this.network = network;
        volume = new double[network.links().size()];
        flow = new double[network.movements().size()];
    }

    /**
     * Vehicles that make each movement in an hour, by the movement's index, 1/h.
     *
     * @param fromSeconds begin of the hour in the day
     */
    public static double[] movementFlows(City city, TripSource trips, double fromSeconds) {
        Network network = city.network();
        Assignment assignment = new Assignment(network);
        List<Trip> hour = hour(trips, fromSeconds);
        int every = Math.max(1, hour.size() / MOST_TRIPS);
        Router router = Router.of(network);
        float[] free = FreeTravel.seconds(city);
        float[] seconds = free.clone();
        for (int part = 0; part < PARTS; part++) {
            FixedRoutes.Query query = router.fixed(seconds).query();
            for (int i = part * every; i < hour.size(); i += PARTS * every) {
                Trip trip = hour.get(i);
                LinkPath path = query.fastest(trip.path().first(), trip.path().last());
                if (path != null) {
                    assignment.add(path, every);
                }
            }
            assignment.slow(free, seconds, PARTS / (part + 1.0));
        }
        return assignment.flow;
    }

    private static List<Trip> hour(TripSource trips, double fromSeconds) {
        List<Trip> hour = new ArrayList<>();
        Iterator<Trip> all = trips.trips(fromSeconds);
        while (all.hasNext()) {
            Trip trip = all.next();
            if (trip.departSeconds() >= fromSeconds + 3600) {
                break;
            }
            hour.add(trip);
        }
        return hour;
    }

    private void add(LinkPath path, double vehicles) {
        for (int i = 0; i < path.size(); i++) {
            volume[path.link(i)] += vehicles;
            if (i + 1 < path.size()) {
                turn(path.link(i), path.link(i + 1), vehicles);
            }
        }
    }

    /** All lanes that lead over share alike. */
    private void turn(int from, int to, double vehicles) {
        int[] ways = Arrays.stream(network.movementsFrom(from))
                .filter(m -> network.movement(m).toLink() == to)
                .toArray();
        for (int m : ways) {
            flow[m] += vehicles / ways.length;
        }
    }

    /** @param upscale the whole hour over what is on the road so far */
    private void slow(float[] free, float[] seconds, double upscale) {
        for (int l = 0; l < seconds.length; l++) {
            Link link = network.link(l);
            double ratio =
                    volume[l] * upscale / (LANE_VEHICLES_PER_HOUR * link.lanes().size());
            seconds[l] = (float) (free[l] * (1 + 0.15 * Math.pow(ratio, 4)));
        }
    }
}
