package meridian.app.live;

import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import meridian.api.Loading;
import meridian.api.OperationsServer;
import meridian.field.LinkCount;
import meridian.field.SimulatedCity;
import meridian.model.City;
import meridian.model.demand.TripSource;
import meridian.model.place.Places;
import meridian.sim.road.RoadNetwork;
import meridian.sim.road.RoadSettings;

/**
 * A simulated city behind an open server, from the first preparation to its end.
 *
 * <p>It begins a minute early and rushes through that minute, while the streets fill with those who are already under way;
 * then it goes on at the speed asked for.
 */
public final class LiveCity implements AutoCloseable {
    /** What has been done of a start when a city has been read and each of three preparations has ended, as measured. */
    public static final int READ_PERCENT = 30;

    private static final int PREPARATION_PERCENT = 20;

    private final SimulatedCity simulated;
    private final RoadNetwork road;
    private final double beginSeconds;
    private final double startSeconds;
    private final Runnable stopFilling;
    private volatile Consumer<List<LinkCount>> counted = counts -> {};

    private LiveCity(
            SimulatedCity simulated, RoadNetwork road, double beginSeconds, double startSeconds, Runnable stopFilling) {
        this.simulated = simulated;
        this.road = road;
        this.beginSeconds = beginSeconds;
        this.startSeconds = startSeconds;
        this.stopFilling = stopFilling;
    }

    /**
     * Prepares the city, shows it and sets its traffic going. The server draws its map meanwhile and is told how far it is.
     *
     * @param startSeconds second of the day; empty: what is usual for the city's traffic
     * @param speed simulated seconds in a second, 1 to 60
     */
    public static LiveCity start(
            City city, OptionalDouble startSeconds, double speed, long seed, OperationsServer server) {
        City shown = withoutAddresses(city);
        server.draw(shown);
        Steps steps = new Steps(server, city.name());
        CompletableFuture<RouterWays> routes =
                steps.aside(() -> RouterWays.ahead(city.network(), LiveCity::prepareRoutes));
        CompletableFuture<Traffic> demand = steps.aside(() -> Traffic.of(city, seed));
        RoadNetwork road = RoadNetwork.of(city);
        steps.done();
        Traffic traffic = join(demand);
        RouterWays ways = join(routes);
        double start = startSeconds.orElse(traffic.usualStartSeconds());
        boolean fills = start >= EarlierTrips.FILLING_SECONDS && departsBefore(traffic.trips(), start);
        double begin = fills ? start - EarlierTrips.FILLING_SECONDS : start;
        EarlierTrips earlier = new EarlierTrips(city.network(), traffic.trips(), ways, begin);
        TripSource trips = fills ? earlier : traffic.trips();
        RoadSettings settings = RoadSettings.startingAt(begin, seed).withInformed(Traffic.INFORMED_SHARE);
        SimulatedCity simulated = new SimulatedCity(shown, road, trips, ways, settings, speed);
        LiveCity live = new LiveCity(simulated, road, begin, start, earlier::stop);
        simulated.count(counts -> live.counted.accept(counts));
        server.show(simulated, traffic.origin());
        simulated.startRushingTo(start);
        return live;
    }

    /** Tells the server each time that a preparation has ended, whichever it is. */
    private static final class Steps {
        private final OperationsServer server;
        private final String city;
        private final AtomicInteger percent = new AtomicInteger(READ_PERCENT);

        Steps(OperationsServer server, String city) {
            this.server = server;
            this.city = city;
            server.say(new Loading(city, Loading.Step.PREPARING, READ_PERCENT));
        }

        <T> CompletableFuture<T> aside(Supplier<T> preparation) {
            return CompletableFuture.supplyAsync(() -> {
                T made = preparation.get();
                done();
                return made;
            });
        }

        void done() {
            server.say(new Loading(city, Loading.Step.PREPARING, percent.addAndGet(PREPARATION_PERCENT)));
        }
    }

    private static <T> T join(CompletableFuture<T> computed) {
        try {
            return computed.join();
        } catch (java.util.concurrent.CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** On a thread of its own, because it takes longer than anything that waits for it. */
    private static void prepareRoutes(Runnable preparation) {
        Thread.ofPlatform().daemon().name("preparing-routes").start(preparation);
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
                city.name(),
                city.projection(),
                city.network(),
                city.signals(),
                shown,
                List.of(),
                city.events(),
                city.attributions());
    }

    /** From now on tells what the loops at signals count, on the city's thread: the listener returns at once. */
    public void tellCounts(Consumer<List<LinkCount>> listener) {
        counted = listener;
    }

    public SimulatedCity simulated() {
        return simulated;
    }

    /** On which it drives. */
    public RoadNetwork road() {
        return road;
    }

    /** Vehicles on the road now. */
    public int vehicles() {
        return simulated.scene().count();
    }

    /** Whether the streets are still filling with those who are already under way. */
    public boolean filling() {
        return simulated.clock().filling() && simulated.failure() == null;
    }

    /** How far they are filled, 0 to 100. */
    public int filledPercent() {
        double filled = (simulated.clock().seconds() - beginSeconds) / (startSeconds - beginSeconds);
        return filled < 1 ? (int) (100 * filled) : 100;
    }

    @Override
    public void close() {
        stopFilling.run();
        simulated.close();
    }
}
