package meridian.app.live;

import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import meridian.api.OperationsServer;
import meridian.field.Clock;
import meridian.field.SimulatedCity;
import meridian.model.City;
import meridian.model.demand.TripSource;
import meridian.model.place.Places;
import meridian.sim.road.RoadNetwork;
import meridian.sim.road.RoadSettings;

/**
 * A simulated city and the server that shows it, started and stopped together.
 *
 * <p>It begins a minute early and runs through that minute as fast as it can, while the streets fill with those who are
 * already under way; then it goes on at the speed asked for.
 */
public final class LiveCity implements AutoCloseable {
    private static final long LOOK_MILLIS = 20;

    private final SimulatedCity simulated;
    private final OperationsServer server;
    private volatile boolean closed;

    private LiveCity(SimulatedCity simulated, OperationsServer server) {
        this.simulated = simulated;
        this.server = server;
    }

    /**
     * Opens the port, then sets the traffic going.
     *
     * @param startSeconds second of the day; empty: what is usual for the city's traffic
     * @param speed simulated seconds in a second, 1 to 60
     * @param port 0 for any free one
     */
    public static LiveCity start(
            City city, OptionalDouble startSeconds, double speed, long seed, int port, String version) {
        CompletableFuture<Traffic> computed = CompletableFuture.supplyAsync(() -> Traffic.of(city, seed));
        RoadNetwork road = RoadNetwork.of(city);
        RouterWays ways = new RouterWays(city.network());
        Traffic traffic = join(computed);
        double start = startSeconds.orElse(traffic.usualStartSeconds());
        boolean fills = start >= EarlierTrips.FILLING_SECONDS && departsBefore(traffic.trips(), start);
        double begin = fills ? start - EarlierTrips.FILLING_SECONDS : start;
        TripSource trips = fills ? new EarlierTrips(city.network(), traffic.trips(), ways, begin) : traffic.trips();
        SimulatedCity simulated = new SimulatedCity(
                withoutAddresses(city),
                road,
                trips,
                ways,
                RoadSettings.startingAt(begin, seed),
                fills ? Clock.FASTEST : speed);
        OperationsServer server = OperationsServer.start(simulated, port, traffic.origin(), version);
        ways.prepareInBackground();
        simulated.start();
        LiveCity live = new LiveCity(simulated, server);
        if (fills) {
            Thread.ofVirtual().name("filling").start(() -> live.slowDownAt(start, speed));
        }
        return live;
    }

    private static Traffic join(CompletableFuture<Traffic> computed) {
        try {
            return computed.join();
        } catch (java.util.concurrent.CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private static boolean departsBefore(TripSource trips, double start) {
        var all = trips.trips(0);
        return all.hasNext() && all.next().departSeconds() < start - EarlierTrips.FILLING_SECONDS;
    }

    /** Two hundred thousand house numbers are needed for demand, and by nobody who looks at the city. */
    private static City withoutAddresses(City city) {
        Places all = city.places();
        Places shown =
                new Places(all.stops(), all.points(), all.buildings(), all.areas(), List.of(), all.settlements());
        return new City(
                city.name(), city.projection(), city.network(), city.signals(), shown, List.of(), city.attributions());
    }

    /** Ends the filling, unless somebody at the screen has chosen another speed meanwhile. */
    private void slowDownAt(double start, double speed) {
        try {
            while (!closed && simulated.clock().seconds() < start) {
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!closed && simulated.clock().speed() == Clock.FASTEST) {
            simulated.setSpeed(speed);
        }
    }

    public String address() {
        return server.address();
    }

    /** Vehicles on the road now. */
    public int vehicles() {
        return simulated.scene().count();
    }

    @Override
    public void close() {
        closed = true;
        server.close();
        simulated.close();
    }
}
