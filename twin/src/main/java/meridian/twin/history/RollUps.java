package meridian.twin.history;

import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import meridian.twin.entity.Content;
import meridian.twin.entity.Quality;
import meridian.twin.entity.Value;
import org.jspecify.annotations.Nullable;

/**
 * The roll-ups of one attribute instance, kept up as its values arrive, late ones included. Belongs to one thread; its
 * {@link RollUp}s are values. An event that comes twice must be left out before it comes here, as the fold does by position.
 */
public final class RollUps {
    /** Larger numbers are not rolled up: 10¹⁸ of those that are still sum up to a double. History keeps them. */
    public static final double LARGEST = 1e290;

    private final Map<Bucket, NavigableMap<Long, RollUp>> buckets = new EnumMap<>(Bucket.class);

    public RollUps() {
        for (Bucket bucket : Bucket.values()) {
            buckets.put(bucket, new TreeMap<>());
        }
    }

    /** The number that a version holds; empty where it is no number, too large or gone: then it is not rolled up. */
    public static OptionalDouble number(@Nullable Content content) {
        return switch (content) {
            case null -> OptionalDouble.empty();
            case Content.Property(Value.Decimal(double number), var _)
            when Math.abs(number) <= LARGEST -> OptionalDouble.of(number);
            case Content.Property(Value.Whole(long number), var _) -> OptionalDouble.of(number);
            default -> OptionalDouble.empty();
        };
    }

    /** Adds a version to each bucket that it lies in. */
    public void add(Version version) {
        number(version.content()).ifPresent(number -> {
            RollUp one = RollUp.of(
                    number,
                    version.observedMicros(),
                    version.position(),
                    version.index(),
                    version.quality() == Quality.SIMULATED);
            buckets.forEach(
                    (bucket, rolled) -> rolled.merge(bucket.start(version.observedMicros()), one, RollUp::merge));
        });
    }

    /** The bucket that a time lies in; empty where nothing was observed in it: that is not 0. */
    public Optional<RollUp> at(Bucket bucket, long micros) {
        return Optional.ofNullable(rolled(bucket).get(bucket.start(micros)));
    }

    /** Buckets by their start, from the one that a time lies in up to the last that starts before another time. */
    public NavigableMap<Long, RollUp> between(Bucket bucket, long fromMicros, long toMicros) {
        long from = bucket.start(fromMicros);
        return new TreeMap<>(rolled(bucket).subMap(from, true, Math.max(from, toMicros), false));
    }

    /** Forgets buckets that ended before a time: retention. */
    public void forgetBefore(Bucket bucket, long micros) {
        rolled(bucket).headMap(micros - bucket.lengthMicros(), true).clear();
    }

    private NavigableMap<Long, RollUp> rolled(Bucket bucket) {
        NavigableMap<Long, RollUp> rolled = buckets.get(bucket);
        if (rolled == null) {
            throw new IllegalStateException("there are no buckets of " + bucket);
        }
        return rolled;
    }
}
