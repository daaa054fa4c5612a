package meridian.sim.route;

import java.nio.ByteBuffer;
import java.util.Arrays;
import meridian.model.demand.LinkPath;
import meridian.model.network.VehicleKind;
import org.jspecify.annotations.Nullable;

/**
 * Ways for the drivers of a running city, who ask thousands of times in a minute: each gets the way that was fastest a moment
 * ago, as seen by one of {@value #MOODS} kinds of driver who misjudge different links ({@link Router.Query#perceived}).
 *
 * <p>Each time that {@link #timesChanged} is told, once a minute, the next kind of driver looks at all travel times anew when
 * it next asks; so no picture is older than {@value #MOODS} minutes. Between that the answers depend on the questions alone,
 * not on their order or on any clock.
 *
 * <p>In Montevideo (42,323 links, ways of 72) an answer takes 0.06 ms of processor time, where {@link Router.Query#perceived}
 * takes 1.3 ms; preparing takes 1.2 s and 60 MB. Kinds of vehicle that may not drive where cars may are searched for one by
 * one.
 *
 * <p>Safe for all threads. What it shows depends on when it looked, so an engine whose runs must repeat has one of its own,
 * made by {@link Router#live}.
 */
public final class LiveRoutes {
    private static final int MOODS = 4;
    private static final int ALL = (1 << MOODS) - 1;
    /** Bytes of {@link #memory} before the travel times, and what stands for those nobody has looked at. */
    private static final int HEAD = Long.BYTES + Integer.BYTES;

    private static final float NOT_SEEN = -1;

    private final LinkGraph graph;
    private final Router router;
    /** For other kinds than cars; made when the first of them asks. */
    private Router.@Nullable Query others;

    private final Picture[] pictures = new Picture[MOODS];
    /** Travel times that each picture shows; null before the first look. */
    private final float[] @Nullable [] seen = new float[MOODS][];
    /** Whether a picture is another one's too, which was forked from this or from which this was forked: it may not change. */
    private final boolean[] shared = new boolean[MOODS];

    private final Hierarchy hierarchy;
    private final ThreadLocal<TreeSearch> search;
    /** How often travel times have changed. */
    private long changes;
    /** Kinds of driver who must look before they answer, a bit each. */
    private volatile int due = ALL;

    LiveRoutes(Router router, Hierarchy hierarchy) {
        this.graph = router.graph();
        this.router = router;
        this.hierarchy = hierarchy;
        this.search = ThreadLocal.withInitial(() -> new TreeSearch(hierarchy));
        for (int mood = 0; mood < MOODS; mood++) {
            pictures[mood] = new Picture(graph, hierarchy);
        }
    }

    /**
     * The way that a driver takes, or null where there is none.
     *
     * @param linkSeconds present travel time of each link with the delay at its end, s, by the link's index
     * @param driver the driver's own number
     */
    public @Nullable LinkPath find(int fromLink, int toLink, VehicleKind kind, float[] linkSeconds, long driver) {
        return find(fromLink, toLink, kind, linkSeconds, driver, Float.POSITIVE_INFINITY);
    }

    /**
     * The same where it may need less than some time; a way that cannot need less is perhaps not looked for, which saves time.
     *
     * @param lessThanSeconds as travel times were when the driver's kind last looked at them
     */
    public @Nullable LinkPath find(
            int fromLink, int toLink, VehicleKind kind, float[] linkSeconds, long driver, float lessThanSeconds) {
        if (!graph.likeCars(kind)) {
            return searched(fromLink, toLink, kind, linkSeconds, driver);
        }
        if (due != 0) {
            prepare(linkSeconds, Hands.OWN);
        }
        int mood = Math.min(MOODS - 1, (int) (Chance.unit(driver) * MOODS));
        // So much longer than it is a way may seem.
        float seeming = (1 + Router.Query.MISJUDGED) * lessThanSeconds;
        return search.get().run(fromLink, toLink, pictures[mood], seeming);
    }

    private synchronized @Nullable LinkPath searched(
            int fromLink, int toLink, VehicleKind kind, float[] linkSeconds, long driver) {
        if (others == null) {
            others = router.query();
        }
        return others.perceived(fromLink, toLink, kind, linkSeconds, driver);
    }

    /** Looks at the travel times for those whose turn it is, as the next question would. */
    public synchronized void prepare(float[] linkSeconds, Hands hands) {
        for (int mood = 0; mood < MOODS; mood++) {
            if ((due & 1 << mood) != 0) {
                look(mood, linkSeconds, hands);
            }
        }
        due = 0;
    }

    /** The next kind of driver is to look anew. */
    public synchronized void timesChanged() {
        due |= 1 << changes++ % MOODS;
    }

    /** Lets everybody look anew: for when a road has been closed or opened. */
    public synchronized void forget() {
        due = ALL;
    }

    /** One that goes on like this one; each goes its own way then. Costs working memory of 16 bytes a link. */
    public synchronized LiveRoutes fork() {
        LiveRoutes fork = new LiveRoutes(this);
        Arrays.fill(shared, true);
        return fork;
    }

    private LiveRoutes(LiveRoutes other) {
        graph = other.graph;
        router = other.router;
        hierarchy = other.hierarchy;
        search = ThreadLocal.withInitial(() -> new TreeSearch(hierarchy));
        for (int mood = 0; mood < MOODS; mood++) {
            pictures[mood] = other.pictures[mood];
            seen[mood] = other.seen[mood];
            shared[mood] = true;
        }
        changes = other.changes;
        due = other.due;
    }

    /** What its answers depend on besides the questions: whose turn it is to look, and what all saw when they last did. */
    public synchronized byte[] memory() {
        int links = graph.links;
        ByteBuffer out = ByteBuffer.allocate(HEAD + MOODS * links * Float.BYTES);
        out.putLong(changes);
        out.putInt(due);
        for (float[] seconds : seen) {
            for (int link = 0; link < links; link++) {
                out.putFloat(seconds == null ? NOT_SEEN : seconds[link]);
            }
        }
        return out.array();
    }

    /**
     * Goes on from what another one told.
     *
     * @throws IllegalArgumentException where it is of another network
     */
    public synchronized void remember(byte[] memory) {
        ByteBuffer in = ByteBuffer.wrap(memory);
        int whole = HEAD + MOODS * graph.links * Float.BYTES;
        if (memory.length != whole) {
            throw new IllegalArgumentException("the routes' memory has " + memory.length + " bytes, not " + whole);
        }
        changes = Math.max(0, in.getLong());
        int dueThen = in.getInt();
        for (int mood = 0; mood < MOODS; mood++) {
            float[] seconds = new float[graph.links];
            in.asFloatBuffer().get(seconds);
            in.position(in.position() + seconds.length * Float.BYTES);
            if (seconds.length > 0 && seconds[0] != NOT_SEEN) {
                look(mood, seconds, Hands.OWN);
            }
        }
        due = dueThen & ALL;
    }

    private void look(int mood, float[] linkSeconds, Hands hands) {
        if (shared[mood]) {
            pictures[mood] = new Picture(pictures[mood]);
            shared[mood] = false;
        }
        seen[mood] = linkSeconds.clone();
        pictures[mood].take(VehicleKind.CAR, linkSeconds, mood + 1, Router.Query.MISJUDGED, hands);
    }
}
