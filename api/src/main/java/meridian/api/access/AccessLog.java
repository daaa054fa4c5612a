package meridian.api.access;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events that no journal has yet. They lie in the file of access itself: so what is granted and that it was are on the disk
 * together, also where no journal runs.
 *
 * @param name of this log; another file has another one
 * @param next number of the next event
 * @param waiting oldest first
 */
record AccessLog(String name, long next, List<AccessEvent> waiting) {
    /** More are not kept for a journal that never comes; the oldest go. */
    static final int MOST_WAITING = 1_000;

    private static final int NAME_BYTES = 8;

    AccessLog {
        waiting = List.copyOf(waiting);
    }

    static AccessLog begun() {
        byte[] name = new byte[NAME_BYTES];
        new SecureRandom().nextBytes(name);
        return new AccessLog(HexFormat.of().formatHex(name), 1, List.of());
    }

    AccessLog with(Instant at, AccessEvent.Kind kind, String id, @Nullable AccessKey key) {
        List<AccessEvent> more = new ArrayList<>(waiting);
        more.add(new AccessEvent(next, at, kind, id, key));
        while (more.size() > MOST_WAITING) {
            more.removeFirst();
        }
        return new AccessLog(name, next + 1, more);
    }

    AccessLog after(long number) {
        return new AccessLog(
                name,
                next,
                waiting.stream().filter(event -> event.number() > number).toList());
    }
}
