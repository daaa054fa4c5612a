package meridian.outbox;

import java.util.List;
import java.util.Optional;
import meridian.twin.Folded;
import meridian.twin.TwinState;

/** The twin as it was, for who wants to be told again. Safe for all threads. */
public interface Past {
    /** The state at a position; empty where nobody knows it any more. */
    Optional<TwinState> at(long position);

    /** Events after a position, in order; empty where there are none. Outcomes are not looked at. */
    List<Folded> after(long position, int most);
}
