package meridian.sim.route;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import meridian.model.demand.LinkPath;
import meridian.model.network.VehicleKind;
import org.jspecify.annotations.Nullable;

/**
 * Ways for the drivers of a running city, who ask thousands of times in a minute: each gets the way that was fastest a moment
 * ago, as seen by one of {@value #MOODS} kinds of driver who misjudge different links ({@link Router.Query#perceived}).
 *
 * <p>Travel times are looked at anew, for one mood after the other, each {@value #QUESTIONS_PER_PICTURE} questions; so in the
 * morning peak of a city with 100,000 trips an hour no picture is older than two and a half minutes. The moment depends on
 * the questions alone, not on any clock: the same questions get the same answers.
 *
 * <p>In Montevideo (42,323 links, ways of 72) with dense traffic an answer takes 0.2 ms of processor time, its share of the
 * pictures included, where {@link Router.Query#perceived} takes 1.3 ms; preparing takes 0.8 s and 70 MB. Kinds of vehicle
 * that may not drive where cars may are searched for one by one.
 *
 * <p>Safe for all threads, one question at a time. Its answers depend on earlier questions, so an engine whose runs must
 * repeat has one of its own, made by {@link Router#live}.
 */
public final class LiveRoutes {
    private static final int MOODS = 4;
    private static final int QUESTIONS_PER_PICTURE = 1_000;

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
    private final TreeSearch search;
    private boolean looked;
    private long questions;

    LiveRoutes(Router router, Hierarchy hierarchy) {
        this.graph = router.graph();
        this.router = router;
        this.hierarchy = hierarchy;
        this.search = new TreeSearch(hierarchy);
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
    public synchronized @Nullable LinkPath find(
            int fromLink, int toLink, VehicleKind kind, float[] linkSeconds, long driver) {
        if (!graph.likeCars(kind)) {
            if (others == null) {
                others = router.query();
            }
            return others.perceived(fromLink, toLink, kind, linkSeconds, driver);
        }
        if (!looked) {
            look(linkSeconds);
        } else if (questions > 0 && questions % QUESTIONS_PER_PICTURE == 0) {
            look((int) (questions / QUESTIONS_PER_PICTURE % MOODS), linkSeconds);
        }
        questions++;
        int mood = Math.min(MOODS - 1, (int) (Chance.unit(driver) * MOODS));
        return search.run(fromLink, toLink, pictures[mood]);
    }

    /** Looks at all travel times anew, as the first question does by itself. */
    synchronized void look(float[] linkSeconds) {
        for (int mood = 0; mood < MOODS; mood++) {
            look(mood, linkSeconds);
        }
        looked = true;
    }

    /** Lets the next question look at all travel times anew: for when a road has been closed or opened. */
    public synchronized void forget() {
        looked = false;
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
        search = new TreeSearch(hierarchy);
        for (int mood = 0; mood < MOODS; mood++) {
            pictures[mood] = other.pictures[mood];
            seen[mood] = other.seen[mood];
            shared[mood] = true;
        }
        looked = other.looked;
        questions = other.questions;
    }

    /** What its answers depend on besides the questions: how many there were, and what it saw when it last looked. */
    public synchronized byte[] memory() {
        int links = graph.links;
        ByteBuffer out = ByteBuffer.allocate(Long.BYTES + (looked ? MOODS * links * Float.BYTES : 0));
        out.putLong(questions);
        for (int mood = 0; mood < MOODS && looked; mood++) {
            for (float seconds : Objects.requireNonNull(seen[mood])) {
                out.putFloat(seconds);
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
        int whole = Long.BYTES + MOODS * graph.links * Float.BYTES;
        if (memory.length != Long.BYTES && memory.length != whole) {
            throw new IllegalArgumentException("the routes' memory has " + memory.length + " bytes, not " + whole);
        }
        questions = in.getLong();
        looked = in.hasRemaining();
        for (int mood = 0; mood < MOODS && looked; mood++) {
            float[] seconds = new float[graph.links];
            in.asFloatBuffer().get(seconds);
            in.position(in.position() + seconds.length * Float.BYTES);
            look(mood, seconds);
        }
    }

    private void look(int mood, float[] linkSeconds) {
        if (shared[mood]) {
            pictures[mood] = new Picture(pictures[mood]);
            shared[mood] = false;
        }
        seen[mood] = linkSeconds.clone();
        pictures[mood].take(VehicleKind.CAR, linkSeconds, mood + 1, Router.Query.MISJUDGED);
    }
}
