package meridian.app.city;

import meridian.app.demand.DemandFile;
import meridian.model.City;
import meridian.model.SignalTiming;
import meridian.sim.demand.DemandModel;
import meridian.sim.demand.GravityDemand;
import meridian.sim.route.Assignment;

/** Signal plans for the traffic that a city's demand model expects in the morning peak, where nobody stated the plans. */
final class ExpectedTraffic {
    private static final double MORNING_SECONDS = 7.5 * 3600;
    private static final long SEED = 1;

    private ExpectedTraffic() {}

    static City timed(City city) {
        DemandModel model = DemandFile.shipped(city.name()).orElseGet(() -> DemandModel.estimated(city));
        GravityDemand trips = GravityDemand.of(city, model, SEED);
        return SignalTiming.timed(city, Assignment.movementFlows(city, trips, MORNING_SECONDS));
    }
}
