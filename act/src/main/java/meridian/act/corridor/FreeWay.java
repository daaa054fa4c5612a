package meridian.act.corridor;

import meridian.decide.corridor.EmergencyRequest;
import meridian.model.City;
import meridian.model.demand.LinkPath;
import meridian.model.network.Link;
import meridian.sim.route.Router;

/** The bound that no signal can beat: the fastest way at the wanted speed, alone, every light green, no bend slowing down. */
final class FreeWay {
    private final City city;
    private final Router router;

    FreeWay(City city, Router router) {
        this.city = city;
        this.router = router;
    }

    /** s, from the beginning of the first link to the end of the last. */
    double seconds(EmergencyRequest request) {
        float[] cost = new float[city.network().links().size()];
        for (int l = 0; l < cost.length; l++) {
            Link link = city.network().link(l);
            double limit = link.lanes().stream()
                    .mapToDouble(lane -> lane.speedLimitMps())
                    .max()
                    .orElseThrow();
            cost[l] = (float) (link.lengthMeters() / request.vehicle().wantedMps(limit));
        }
        LinkPath path = router.query().fastest(request.fromLink(), request.toLink(), LiveWays.kind(request), cost);
        if (path == null) {
            return Double.POSITIVE_INFINITY;
        }
        double sum = 0;
        for (int link : path.toArray()) {
            sum += cost[link];
        }
        return sum;
    }
}
