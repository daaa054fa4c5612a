package meridian.journal;

import java.time.Instant;

/** An event as the journal has it. */
public final class RecordedEvent {
    private final long position;
    private final Instant recordedAt;
    private final String stream;
    private final Event event;

    RecordedEvent(long position, Instant recordedAt, String stream, Event event) {
        this.position = position;
        this.recordedAt = recordedAt;
        this.stream = stream;
        this.event = event;
    }

    /** Its place in the whole journal, from 1. */
    public long position() {
        return position;
    }

    /** When it was written; never earlier than that of the event before it. */
    public Instant recordedAt() {
        return recordedAt;
    }

    public String stream() {
        return stream;
    }

    public Event event() {
        return event;
    }

    @Override
    public String toString() {
        return position + " " + stream + " " + event;
    }
}
