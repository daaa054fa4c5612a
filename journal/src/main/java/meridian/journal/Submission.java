package meridian.journal;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One append: events of one stream, acknowledged together.
 *
 * @param sizeBytes of all its events
 * @param result completed once, with one acknowledgement for each event in their order
 */
record Submission(
        StreamState stream, List<Event> events, long sizeBytes, CompletableFuture<List<Acknowledgement>> result) {

    static Submission of(StreamState stream, List<Event> events) {
        long bytes = 0;
        for (Event event : events) {
            bytes += event.sizeBytes();
        }
        return new Submission(stream, List.copyOf(events), bytes, new CompletableFuture<>());
    }
}
