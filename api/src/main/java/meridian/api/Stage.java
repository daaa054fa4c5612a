package meridian.api;

import io.helidon.http.Header;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import meridian.history.HistoryStore;
import meridian.outbox.Outbox;
import meridian.twin.DiskTrouble;
import org.jspecify.annotations.Nullable;

/**
 * What the server has to show: first how far the city is, then its map, then the city with its traffic. Safe for all threads;
 * what is shown stays.
 */
final class Stage {
    /** The code of a problem that ends by itself. */
    static final String LOADING = "loading";

    /** A local program that asks once a second disturbs nobody. */
    static final Header RETRY_AFTER = HeaderValues.create("Retry-After", "1");

    private volatile Loading loading;
    private volatile @Nullable BaseMap map;
    private volatile @Nullable ShownCity city;
    private volatile @Nullable TwinDoor twin;
    private volatile boolean withoutTwin;
    private volatile @Nullable HistoryStore history;
    private volatile @Nullable Outbox outbox;
    private volatile @Nullable ActionDoor actions;
    private volatile boolean withoutActions;

    Stage(Loading loading) {
        this.loading = loading;
    }

    void say(Loading progress) {
        loading = progress;
    }

    void draw(BaseMap drawn) {
        map = drawn;
    }

    void show(ShownCity shown) {
        map = shown.map();
        city = shown;
        loading = new Loading(shown.city().name(), Loading.Step.READY, 100);
    }

    /** There will be none. */
    void leaveOutTwin() {
        withoutTwin = true;
    }

    void connect(TwinDoor door) {
        twin = door;
    }

    void remember(HistoryStore store) {
        history = store;
    }

    void decide(ActionDoor door) {
        actions = door;
    }

    /** Nobody will propose anything. */
    void leaveOutActions() {
        withoutActions = true;
    }

    /**
     * The same for who only looks: empty for the moment between a city that is shown and a log that has been opened.
     *
     * @throws Unusable while the city is not there yet, or where it will never be asked
     */
    Optional<ActionDoor> openActions() {
        city();
        return actions == null && !withoutActions ? Optional.empty() : Optional.of(actions());
    }

    /** @throws Unusable while it is not there yet, or never will be */
    ActionDoor actions() {
        city();
        ActionDoor door = actions;
        if (door == null && withoutActions) {
            throw Unusable.of(
                    Status.SERVICE_UNAVAILABLE_503,
                    "signals_off",
                    "This Meridian leaves the signals alone; stop it and start it without --signals off.");
        }
        if (door == null) {
            throw notYet(loading);
        }
        return door;
    }

    void tell(Outbox subscribers) {
        outbox = subscribers;
    }

    /** @throws Unusable while it is not there yet */
    Outbox outbox() {
        return thereOrNotYet(outbox);
    }

    /** @throws Unusable while it is not there yet */
    HistoryStore history() {
        return thereOrNotYet(history);
    }

    /** How what is kept beside the journal fares with its disk, by what it is; as far as it is there. */
    Map<String, DiskTrouble> diskTroubles() {
        Map<String, DiskTrouble> troubles = new TreeMap<>();
        findTwin().ifPresent(door -> troubles.put("snapshot", door.trouble()));
        HistoryStore store = history;
        if (store != null) {
            troubles.put("history", store.trouble());
        }
        return troubles;
    }

    /** @throws Unusable while it is not there yet */
    TwinDoor twin() {
        return thereOrNotYet(twin);
    }

    private <T> T thereOrNotYet(@Nullable T part) {
        if (part == null && withoutTwin) {
            throw Unusable.of(
                    Status.SERVICE_UNAVAILABLE_503,
                    "twin_off",
                    "This Meridian keeps no twin; stop it and start it without --no-twin.");
        }
        if (part == null) {
            String message = "The twin is being restored; ask again in a second.";
            throw Unusable.because(
                    message,
                    Answer.problem(Status.SERVICE_UNAVAILABLE_503, new Views.Problem(LOADING, message, null))
                            .with(RETRY_AFTER));
        }
        return part;
    }

    Optional<TwinDoor> findTwin() {
        return Optional.ofNullable(twin);
    }

    Optional<ShownCity> findCity() {
        return Optional.ofNullable(city);
    }

    /**
     * Whether everything that was started answers.
     *
     * @throws Unusable with what does not, or not yet
     */
    Views.Ready ready() {
        Throwable failure = city().simulated().failure();
        if (failure != null) {
            throw Unusable.of(Status.SERVICE_UNAVAILABLE_503, "stopped", "The simulation stopped: " + failure);
        }
        if (withoutTwin) {
            return new Views.Ready(true, "off");
        }
        twin().failure().ifPresent(why -> {
            throw Unusable.of(Status.SERVICE_UNAVAILABLE_503, "stopped", why);
        });
        return new Views.Ready(true, "on");
    }

    /** How far the city is, also when it is there. */
    Views.Loading progress() {
        return view(loading);
    }

    Optional<BaseMap> findMap() {
        return Optional.ofNullable(map);
    }

    /** @throws Unusable while it cannot be drawn yet */
    BaseMap map() {
        BaseMap drawn = map;
        if (drawn == null) {
            throw notYet(loading);
        }
        return drawn;
    }

    /**
     * What city this is, with what is known of its traffic.
     *
     * @throws Unusable while it cannot be drawn yet
     */
    Views.City about() {
        ShownCity shown = city;
        return shown == null ? map().about(null, null) : shown.about();
    }

    /** @throws Unusable while it is not there yet */
    ShownCity city() {
        ShownCity shown = city;
        if (shown == null) {
            throw notYet(loading);
        }
        return shown;
    }

    private static Unusable notYet(Loading now) {
        String message = now.city()
                + (isShareKnown(now)
                        ? String.format(Locale.ROOT, " is loading, %d %%", now.percent())
                        : " is being fetched and converted, which is done once")
                + "; ask again in a second.";
        return Unusable.because(
                message,
                Answer.problem(Status.SERVICE_UNAVAILABLE_503, new Views.Problem(LOADING, message, view(now)))
                        .with(RETRY_AFTER));
    }

    private static Views.Loading view(Loading now) {
        return new Views.Loading(now.city(), CityViews.word(now.step()), isShareKnown(now) ? now.percent() : null);
    }

    private static boolean isShareKnown(Loading now) {
        return now.step() != Loading.Step.IMPORTING;
    }
}
