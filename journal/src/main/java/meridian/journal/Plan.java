package meridian.journal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a batch will write: each event new or known, with its position. Made once; trying again writes the same positions, so
 * that whether the first try came through can be told by the journal's head.
 */
final class Plan {
    final List<Submission> submissions;
    /** In the order of the submissions and their events. */
    final List<Item> items = new ArrayList<>();
    /** By segment, what goes into it. */
    final Map<Segment, List<Item>> rows = new LinkedHashMap<>();

    final List<Segment> newSegments = new ArrayList<>();
    Head head;

    /** One event of it. */
    static final class Item {
        final Submission submission;
        final Event event;
        final long hash;
        /** The same event earlier in this batch. */
        @Nullable
        Item first;
        /** Of the event that the journal has already, or of this one; 0 while that is not known. */
        long position;

        boolean known;

        Item(Submission submission, Event event, long hash) {
            this.submission = submission;
            this.event = event;
            this.hash = hash;
        }

        Acknowledgement acknowledgement() {
            return first == null ? new Acknowledgement(position, known) : new Acknowledgement(first.position, true);
        }

        boolean isNew() {
            return first == null && !known;
        }
    }

    private record Name(int stream, String producer, String id) {}

    Plan(List<Submission> submissions, IdHash hashes, Head head) {
        this.submissions = submissions;
        this.head = head;
        Map<Name, Item> seen = new HashMap<>();
        for (Submission submission : submissions) {
            for (Event event : submission.events()) {
                Item item = new Item(submission, event, hashes.of(event));
                item.first = seen.putIfAbsent(new Name(submission.stream().number, event.producer(), event.id()), item);
                items.add(item);
            }
        }
    }

    /** Gives the next positions to what is new. */
    void number(Head before, long recordedMicros) {
        long position = before.position();
        for (Item item : items) {
            if (item.isNew()) {
                item.position = ++position;
            }
        }
        head = new Head(position, Math.max(recordedMicros, before.recordedMicros()));
    }

    boolean writesNothing() {
        return rows.isEmpty();
    }
}
