package meridian.app.twin;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import meridian.api.access.Access;
import meridian.api.ngsi.NgsiWording;
import meridian.history.HistorySettings;
import meridian.history.HistoryStore;
import meridian.journal.database.Database;
import meridian.model.City;
import meridian.outbox.Outbox;
import meridian.outbox.OutboxSettings;
import meridian.outbox.endpoint.AllowList;
import meridian.outbox.endpoint.Targets;

/** The twin of a running city with what it stands on: the journal's database and the history. */
public final class TwinHouse implements AutoCloseable {
    private final Database database;
    private final HistoryStore history;
    private final LiveTwin twin;
    private final Outbox outbox;
    private final AccessJournal access;

    private TwinHouse(Database database, HistoryStore history, LiveTwin twin, Outbox outbox, AccessJournal access) {
        this.database = database;
        this.history = history;
        this.twin = twin;
        this.outbox = outbox;
        this.access = access;
    }

    /**
     * Opens all of it in a data folder, without a city: that {@link #arrive arrives} when it has been read.
     *
     * @param place of the journal's database
     * @param access of which the journal is told
     * @param allowed whom subscribers may be told at
     * @param say told of what was left out
     * @throws meridian.model.BadInput where the folder cannot be used
     */
    public static TwinHouse open(
            Path data, DatabasePlace place, Access access, AllowList allowed, Consumer<String> say) {
        // Beside the database's start, which is mostly waiting.
        CompletableFuture<LiveTwin.Kept> reading =
                Aside.begin("twin-read", () -> LiveTwin.Kept.read(data.resolve("twin")));
        Database database = place.open();
        try {
            JournalMark.demandSame(data, database);
            HistoryStore history =
                    HistoryStore.open(data.resolve("history"), HistorySettings.SMALL, Clock.systemUTC(), say);
            try {
                Outbox outbox = outbox(database, allowed, say);
                LiveTwin twin = LiveTwin.open(database, Aside.join(reading), List.of(history, outbox), say);
                outbox.start(twin.past(), twin.now().position());
                AccessJournal told = AccessJournal.begin(twin.journal(), access, say);
                return new TwinHouse(database, history, twin, outbox, told);
            } catch (RuntimeException e) {
                history.close();
                throw e;
            }
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** Takes in what the city has and the twin does not know yet: all of it the first time. */
    public void arrive(City city) {
        twin.arrive(city);
    }

    /** Whether it knows nothing at all: then it is of no use before a city has arrived. */
    public boolean isNew() {
        return twin.now().size() == 0;
    }

    private static Outbox outbox(Database database, AllowList allowed, Consumer<String> say) {
        OutboxSettings settings = OutboxSettings.DEFAULT;
        Targets targets = new Targets(allowed, settings.patience());
        return Outbox.open(database, new NgsiWording(), targets, settings, Clock.systemUTC(), say);
    }

    public LiveTwin twin() {
        return twin;
    }

    public Outbox outbox() {
        return outbox;
    }

    public HistoryStore history() {
        return history;
    }

    /** In the order in which they stand on each other. */
    @Override
    public void close() {
        try (database;
                history;
                twin;
                outbox;
                access) {
            // Closed from the last to the first, whatever one of them throws.
        }
    }
}
