package meridian.model;

import java.util.List;
import meridian.model.demand.Trip;
import meridian.model.event.RoadEvent;
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
 * @param events works and weather that came with it; a city file does not hold them
 * @param attributions who must be named wherever it is shown, such as "© OpenStreetMap contributors"
 */
public record City(
        String name,
        Projection projection,
        Network network,
        List<SignalController> signals,
        Places places,
        List<Trip> trips,
        List<RoadEvent> events,
        List<String> attributions) {
    public City {
        signals = List.copyOf(signals);
        trips = List.copyOf(trips);
        events = List.copyOf(events);
        attributions = List.copyOf(attributions);
    }

    /** A city on whose roads nothing is known to happen. */
    public City(
            String name,
            Projection projection,
            Network network,
            List<SignalController> signals,
            Places places,
            List<Trip> trips,
            List<String> attributions) {
        this(name, projection, network, signals, places, trips, List.of(), attributions);
    }

    /** The same city with other movements or signals. */
    public City with(Network newNetwork, List<SignalController> newSignals) {
        return new City(name, projection, newNetwork, newSignals, places, trips, events, attributions);
    }

    public City withTrips(List<Trip> newTrips) {
        return new City(name, projection, network, signals, places, newTrips, events, attributions);
    }

    public City withEvents(List<RoadEvent> newEvents) {
        return new City(name, projection, network, signals, places, trips, newEvents, attributions);
    }
}
