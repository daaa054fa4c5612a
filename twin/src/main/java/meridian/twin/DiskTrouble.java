package meridian.twin;

import java.util.Optional;

/**
 * How something that is kept beside the journal fares with its disk. Nothing is lost by it: the journal has all of it, and it is tried
 * again until it works.
 *
 * @param failures attempts that failed, since the start
 * @param now what is wrong at present; empty where the last attempt worked
 */
public record DiskTrouble(long failures, Optional<String> now) {
    public static final DiskTrouble NONE = new DiskTrouble(0, Optional.empty());
}
