package meridian.api;

import java.util.List;
import java.util.Optional;
import meridian.api.ObservationDesk.Line;
import meridian.api.TwinDoor.Handed;
import meridian.api.ngsi.ObservationLine;
import meridian.twin.entity.Rejected;
import meridian.twin.event.MessageBatch;
import meridian.twin.event.TwinEvent;
import tools.jackson.core.JacksonException;

/**
 * Reads observations, from lines of JSON or from messages in binary. Each stands for itself: what cannot be used is told with its
 * number and why, the others are handed on. One for each body or connection, on one thread.
 */
final class ObservationLines {
    /** So that the event has room in the journal however its line was written. */
    static final int LONGEST_LINE = 256 << 10;

    /** Gets what can be used and what cannot. */
    interface Sink {
        void line(Line line);

        void refused(Views.LineRefused refused);
    }

    private final String batch;
    private final Sink sink;
    private int number;

    /** @param batch what lines without a name of their own are called, with their number behind it */
    ObservationLines(String batch, Sink sink) {
        this.batch = batch;
        this.sink = sink;
    }

    /** Of all lines or messages so far. */
    int number() {
        return number;
    }

    /** Whole lines, the last one with or without its end. */
    void text(byte[] body) {
        for (int from = 0; from < body.length; ) {
            int end = from;
            while (end < body.length && body[end] != '\n') {
                end++;
            }
            number++;
            if (!isBlank(body, from, end)) {
                line(body, from, end);
            }
            from = end + 1;
        }
    }

    private static boolean isBlank(byte[] body, int from, int end) {
        for (int i = from; i < end; i++) {
            if (body[i] != ' ' && body[i] != '\r' && body[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    private void line(byte[] body, int from, int end) {
        try {
            if (end - from > LONGEST_LINE) {
                throw new Refusal("too_large", "A line has at most " + LONGEST_LINE + " bytes.");
            }
            ObservationLine line = read(body, from, end - from);
            hand(end - from, line.eventId(), line.observation());
        } catch (Refusal e) {
            sink.refused(e.at(number));
        } catch (Rejected e) {
            sink.refused(Refusal.of(e).at(number));
        } catch (JacksonException e) {
            sink.refused(Refusal.of(e).at(number));
        }
    }

    private static ObservationLine read(byte[] body, int from, int length) {
        Optional<ObservationLine> quick = ObservationLine.quick(body, from, length);
        return quick.isPresent() ? quick.get() : ObservationLine.of(JsonBody.STRICT.readTree(body, from, length));
    }

    private void hand(int bytes, Optional<String> eventId, TwinEvent event) {
        sink.line(new Line(number, bytes, new Handed(eventId.orElseGet(() -> batch + "/" + number), event)));
    }

    /**
     * A batch in binary.
     *
     * @throws Rejected where it cannot be read to its end; then nothing of it is handed on
     */
    void binary(byte[] body) {
        List<MessageBatch.Message> messages = MessageBatch.read(body).messages();
        for (MessageBatch.Message message : messages) {
            number++;
            try {
                Optional<String> id = Optional.of(message.id()).filter(name -> !name.isEmpty());
                id.ifPresent(ObservationLine::demandName);
                hand(message.length(), id, message.observations());
            } catch (Rejected e) {
                sink.refused(Refusal.of(e).at(number));
            }
        }
    }
}
