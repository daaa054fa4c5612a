package meridian.model;

import java.util.List;
import meridian.model.demand.Trip;
import meridian.model.geo.Projection;
import meridian.model.network.Network;
import meridian.model.place.Places;
import meridian.model.signal.SignalController;

/**
 * A city as Meridian knows it before anything moves.
 *
 * @param name for people, such as "Montevideo"
 * @param projection from its metres to the earth
 * @param network its roads
 * @param signals its controllers; movements name them by index
 * @param places what stands in it
 * @param trips demand that came with it, in order of departure; empty where demand is computed
 * @param attributions who must be named wherever it is shown, such as "© OpenStreetMap contributors"
 */
public record City(
        String name,
        Projection projection,
        Network network,
        List<SignalController> signals,
        Places places,
        List<Trip> trips,
        List<String> attributions) {
    public City {
        signals = List.copyOf(signals);
        trips = List.copyOf(trips);
        attributions = List.copyOf(attributions);
    }

    /** The same city with other movements or signals. */
    public City with(Network newNetwork, List<SignalController> newSignals) {
        return new City(name, projection, newNetwork, newSignals, places, trips, attributions);
    }

    public City withTrips(List<Trip> newTrips) {
        return new City(name, projection, network, signals, places, newTrips, attributions);
    }
}
