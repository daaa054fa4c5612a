package meridian.outbox;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import meridian.outbox.Matcher.Interest;
import meridian.outbox.Store.SubscriptionRow;
import meridian.twin.Folded;
import meridian.twin.TwinState;
import meridian.twin.subscription.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Looks through a stretch of the journal again for one subscription, a piece in each transaction, so that a kill in the middle
 * costs one piece. What it finds has the ids that it had, or would have had, the first time.
 */
final class PastReplay implements Delivery.Replay {
    private final Store store;
    private final Matcher matcher;
    private final Past past;
    private final long number;
    private final Subscription subscription;
    private final long to;
    private final int atATime;
    private long at;
    private @Nullable TwinState state;

    PastReplay(Store store, Matcher matcher, Past past, SubscriptionRow row, Subscription subscription, int atATime) {
        this.store = store;
        this.matcher = matcher;
        this.past = past;
        this.number = row.number();
        this.subscription = subscription;
        this.at = row.replayAt();
        this.to = row.replayTo();
        this.atATime = atATime;
    }

    @Override
    public boolean step() throws SQLException {
        if (at >= to) {
            return false;
        }
        TwinState from = state == null ? past.at(at).orElseThrow(this::forgotten) : state;
        List<Folded> events = past.after(at, atATime).stream()
                .filter(event -> event.position() <= to)
                .collect(Collectors.toList());
        long done = events.isEmpty() ? to : events.getLast().position();
        List<Interest> interests = List.of(new Interest(number, subscription, at));
        TwinState[] reached = {from};
        store.keepReplayed(number, done, sink -> reached[0] = matcher.match(events, from, interests, sink));
        state = reached[0];
        at = done;
        return at < to;
    }

    /** Said as the subscription's last problem until somebody sets another cursor: nothing is left out in silence. */
    private IllegalStateException forgotten() {
        return new IllegalStateException(
                "what was true at position " + at + " is not known any more; set another cursor");
    }
}
