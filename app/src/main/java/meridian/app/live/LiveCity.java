package meridian.app.live;

import meridian.api.OperationsServer;
import meridian.field.SimulatedCity;
import meridian.model.City;
import meridian.sim.road.RoadNetwork;
import meridian.sim.road.RoadSettings;

/** A simulated city and the server that shows it, started and stopped together. */
public final class LiveCity implements AutoCloseable {
    private final SimulatedCity simulated;
    private final OperationsServer server;

    private LiveCity(SimulatedCity simulated, OperationsServer server) {
        this.simulated = simulated;
        this.server = server;
    }

    /**
     * Opens the port, then sets the traffic going.
     *
     * @param startSeconds second of the day
     * @param speed simulated seconds in a second, 1 to 60
     * @param port 0 for any free one
     */
    public static LiveCity start(
            City city, Traffic traffic, double startSeconds, double speed, long seed, int port, String version) {
        SimulatedCity simulated = new SimulatedCity(
                city,
                RoadNetwork.of(city),
                traffic.trips(),
                new RouterWays(city.network()),
                RoadSettings.startingAt(startSeconds, seed),
                speed);
        OperationsServer server = OperationsServer.start(simulated, port, traffic.origin(), version);
        simulated.start();
        return new LiveCity(simulated, server);
    }

    public String address() {
        return server.address();
    }

    @Override
    public void close() {
        server.close();
        simulated.close();
    }
}
