package meridian.act.live;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import meridian.decide.Deciders;
import meridian.field.Clock;
import meridian.field.SimulatedCity;
import meridian.sim.road.RoadNetwork;

/**
 * The thread that looks ahead: first for what people want to have tried, else where most is lost. Its methods are for all threads.
 */
final class Looker implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long LOOK_NANOS = 1_000_000_000L;
    private static final int SHORTEST_ACTION_SECONDS = 60;
    private static final int LONGEST_ACTION_SECONDS = 1800;
    private static final int MOST_JUNCTIONS = 12;
    private static final int MOST_WISHES = 12;

    /** Whom it tells what it has found. */
    interface Desk {
        /** Whether nothing is open and nothing holds signals. */
        boolean isIdle();

        /** @param person who asked for it; empty: nobody did */
        void propose(Draft draft, String person);
    }

    private final SimulatedCity live;
    private final RoadNetwork road;
    private final DeskSettings settings;
    private final Consumer<String> say;
    private final Desk desk;
    private final CompletableFuture<Search> search = new CompletableFuture<>();
    private final ConcurrentLinkedQueue<Wish> wishes = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean stopping;
    private volatile String doing = "";

    /** What somebody wants to have tried. */
    private record Wish(List<Integer> nodes, Optional<Deciders> decider, int seconds, String person) {}

    Looker(SimulatedCity live, RoadNetwork road, DeskSettings settings, Consumer<String> say, Desk desk) {
        this.live = live;
        this.road = road;
        this.settings = settings;
        this.say = say;
        this.desk = desk;
        thread = Thread.ofPlatform()
                .daemon()
                .name("desk-looker")
                .priority(Thread.MIN_PRIORITY)
                .unstarted(this::look);
    }

    void start() {
        thread.start();
    }

    /** What knows the city's safety rules; empty until they have been read. */
    Optional<Search> search() {
        return search.isCompletedExceptionally() ? Optional.empty() : Optional.ofNullable(search.getNow(null));
    }

    /** Where it tries something now; empty while it does not. */
    String doing() {
        return doing;
    }

    /** @throws IllegalArgumentException where that cannot be, in words */
    void wish(List<Integer> nodes, String decider, int seconds, String person) {
        if (nodes.isEmpty() || nodes.size() > MOST_JUNCTIONS) {
            throw new IllegalArgumentException("an action holds 1 to " + MOST_JUNCTIONS + " junctions");
        }
        if (seconds < SHORTEST_ACTION_SECONDS || seconds > LONGEST_ACTION_SECONDS) {
            throw new IllegalArgumentException("an action lasts " + SHORTEST_ACTION_SECONDS + " to "
                    + LONGEST_ACTION_SECONDS + " s of the city, not " + seconds);
        }
        Optional<Deciders> known = Deciders.find(decider);
        if (known.isEmpty() && !decider.isEmpty()) {
            throw new IllegalArgumentException("there is no decider \"" + decider + "\"");
        }
        Search made = search().orElseThrow(() -> new IllegalArgumentException(
                "the desk still reads the city's safety rules; ask again in some seconds"));
        controllers(made, nodes);
        if (wishes.size() >= MOST_WISHES) {
            throw new IllegalArgumentException("enough is waiting to be tried");
        }
        wishes.add(new Wish(List.copyOf(nodes), known, seconds, person));
    }

    private void look() {
        try {
            // Reading the safety rules of a city takes a second or two, which a city that is just beginning needs for
            // itself.
            while (live.clock().filling() && !stopping) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
            Pace pace = new Pace(settings.share(), () -> stopping);
            Search made = new Search(live, road, settings, pace);
            search.complete(made);
            while (!stopping) {
                try {
                    lookOnce(made);
                } catch (IllegalStateException | IllegalArgumentException e) {
                    say.accept("the desk could not try " + doing + ": " + e.getMessage());
                }
                doing = "";
                LockSupport.parkNanos(LOOK_NANOS);
            }
        } catch (Pace.Stopped e) {
            // Nobody waits for it.
        } catch (RuntimeException | Error e) {
            search.completeExceptionally(e);
            say.accept("the desk looks ahead no more: " + e);
            throw e;
        }
    }

    private void lookOnce(Search made) {
        Clock city = live.clock();
        if (city.filling() || city.paused() || live.failure() != null) {
            return;
        }
        Optional<Wish> wish = Optional.ofNullable(wishes.poll());
        if (wish.isPresent()) {
            Cluster cluster = made.clusters().of(controllers(made, wish.get().nodes()));
            doing = cluster.name();
            Draft draft = made.draft(
                    new Search.Place(cluster, 0),
                    wish.get().decider().map(List::of).orElse(settings.deciders()),
                    wish.get().seconds());
            desk.propose(draft, wish.get().person());
        } else if (desk.isIdle()) {
            made.worst().ifPresent(place -> tryPlace(made, place));
        }
    }

    private void tryPlace(Search made, Search.Place place) {
        doing = place.cluster().name();
        Draft draft = made.draft(place, settings.deciders(), settings.actionSeconds());
        made.leaveAlone(place.cluster(), draft.cityNow());
        // What may as well do harm is not worth anybody's time.
        if (draft.forecast().promise().high() < 0) {
            desk.propose(draft, "");
        }
    }

    private static List<Integer> controllers(Search made, List<Integer> nodes) {
        Set<Integer> found = new LinkedHashSet<>();
        for (int node : nodes) {
            int controller = made.clusters()
                    .controllerAt(node)
                    .orElseThrow(() -> new IllegalArgumentException("junction " + node + " has no signals"));
            if (!made.clusters().controllable(controller)) {
                throw new IllegalArgumentException("junction " + node
                        + " cannot be controlled: its safety rules are not known, or it has one phase only");
            }
            found.add(controller);
        }
        return List.copyOf(found);
    }

    @Override
    public void close() {
        stopping = true;
        LockSupport.unpark(thread);
        try {
            boolean _ = thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
