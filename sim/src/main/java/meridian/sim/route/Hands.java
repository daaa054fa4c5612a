package meridian.sim.route;

import java.util.function.IntConsumer;

/** One or more threads that do numbered pieces of work together. */
@FunctionalInterface
public interface Hands {
    /** Does the pieces 0 to {@code count} − 1, in any order and perhaps several at a time, and returns when all are done. */
    void all(int count, IntConsumer piece);

    /** This thread alone. */
    Hands OWN = (count, piece) -> {
        for (int i = 0; i < count; i++) {
            piece.accept(i);
        }
    };
}
