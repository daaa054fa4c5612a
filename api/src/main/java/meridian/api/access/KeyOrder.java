package meridian.api.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key that somebody wants; refused with a sentence where it makes no sense.
 *
 * @param name what people call it, 1 to 100 characters
 * @param perSecond requests a second, 1 to 100,000
 * @param expires absent: never
 */
public record KeyOrder(
        String name,
        Grant grant,
        double perSecond,
        @Nullable Instant expires) {
    public static final double USUAL_PER_SECOND = Caller.USUAL_PER_SECOND;

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_TYPE = 256;
    private static final int MOST_TYPES = 100;
    private static final int MOST_AREAS = 100;
    private static final double MOST_PER_SECOND = 100_000;

    public KeyOrder {
        Texts.printable("a key's name", name, LONGEST_NAME);
        demand(!grant.scopes().isEmpty(), "a key needs at least one scope of " + Scope.words());
        demand(grant.types().size() <= MOST_TYPES, "a key has at most " + MOST_TYPES + " types");
        demand(grant.areas().size() <= MOST_AREAS, "a key has at most " + MOST_AREAS + " areas");
        grant.types().forEach(type -> Texts.printable("a type", type, LONGEST_TYPE));
        demand(
                !(grant.scopes().contains(Scope.ADMINISTER) && grant.isLimited()),
                "who may administer can make any key, so a key with that scope has neither types nor areas");
        demand(perSecond >= 1 && perSecond <= MOST_PER_SECOND, "perSecond is 1 to 100000, not " + perSecond);
    }

    private static void demand(boolean sound, String sentence) {
        if (!sound) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
