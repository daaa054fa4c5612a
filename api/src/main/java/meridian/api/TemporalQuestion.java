package meridian.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import meridian.api.ngsi.ProblemType;
import meridian.history.Answer.LeftOut;
import meridian.history.HistoryStore;
import meridian.history.Series;
import meridian.twin.history.Bucket;
import meridian.twin.history.RollUp;
import meridian.twin.history.Version;

/** What somebody wants to know of an entity's past: when, which attributes, and in which form. */
sealed interface TemporalQuestion {
    /** Values of an instance, or buckets, in one answer. */
    int MOST_VALUES = 20_000;

    Map<String, Bucket> PERIODS =
            Map.of("PT1M", Bucket.MINUTE, "PT5M", Bucket.FIVE_MINUTES, "PT1H", Bucket.HOUR, "P1D", Bucket.DAY);

    /** @throws Unusable where it is none */
    static TemporalQuestion of(EntityRequest request) {
        TimeSpan span = TimeSpan.of(request::parameter);
        Set<String> attributes = new TreeSet<>(request.names("attrs"));
        Set<String> options = new TreeSet<>(request.options());
        request.parameter("format").ifPresent(options::add);
        return options.contains("aggregatedValues")
                ? new Aggregated(span, attributes, bucket(request), methods(request))
                : new Values(span, attributes, lastN(request), options.contains("temporalValues"));
    }

    private static Bucket bucket(EntityRequest request) {
        String period = request.parameter("aggrPeriodDuration").orElse("");
        Bucket bucket = PERIODS.get(period);
        if (bucket == null) {
            throw bad("aggrPeriodDuration is one of " + new TreeSet<>(PERIODS.keySet()) + ", not " + period + ".");
        }
        return bucket;
    }

    private static List<String> methods(EntityRequest request) {
        List<String> methods = request.names("aggrMethods");
        if (methods.isEmpty() || !TemporalWriter.METHODS.containsAll(methods)) {
            throw bad("aggrMethods are some of " + TemporalWriter.METHODS + ", not " + methods + ".");
        }
        return methods;
    }

    private static Optional<Integer> lastN(EntityRequest request) {
        return request.parameter("lastN").map(text -> {
            if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST_VALUES) {
                throw bad("lastN is a whole number of 1 to " + MOST_VALUES + ".");
            }
            return Integer.parseInt(text);
        });
    }

    /**
     * What is known of one.
     *
     * @param toldValues of other entities in the same answer
     * @throws Unusable where that is more than fits into one answer
     */
    Told ask(HistoryStore history, String id, int toldValues);

    /**
     * An entity's past, to be written.
     *
     * @param values that it has
     */
    record Told(Consumer<TemporalWriter> attributes, int values, List<LeftOut> leftOut) {
        void write(TemporalWriter writer, String id, List<String> types) {
            writer.begin(id, types);
            attributes.accept(writer);
            writer.end();
        }
    }

    /**
     * Single values.
     *
     * @param latest so many of each instance; absent: all
     * @param pairs of value and time only
     */
    record Values(TimeSpan span, Set<String> attributes, Optional<Integer> latest, boolean pairs)
            implements TemporalQuestion {
        @Override
        public Told ask(HistoryStore history, String id, int toldValues) {
            meridian.history.Answer<SortedMap<Series, List<Version>>> answer = history.versions(
                    id,
                    attributes,
                    span.fromMicros(),
                    span.toMicros(),
                    latest.orElse(MOST_VALUES + 1),
                    latest.isPresent());
            Map<String, Map<Series, List<Version>>> byName = new LinkedHashMap<>();
            answer.found().forEach((series, versions) -> {
                if (versions.size() > MOST_VALUES) {
                    throw tooMany(series.attribute() + " has more than " + MOST_VALUES + " values in this time");
                }
                if (!series.attribute().equals(Series.TYPES)) {
                    byName.computeIfAbsent(series.attribute(), _ -> new LinkedHashMap<>())
                            .put(series, versions);
                }
            });
            int values = answer.found().values().stream().mapToInt(List::size).sum();
            demandRoom(toldValues, values);
            return new Told(
                    writer -> byName.forEach(pairs ? writer::pairs : writer::versions), values, answer.leftOut());
        }
    }

    /** Buckets of numbers. */
    record Aggregated(TimeSpan span, Set<String> attributes, Bucket bucket, List<String> methods)
            implements TemporalQuestion {
        @Override
        public Told ask(HistoryStore history, String id, int toldValues) {
            meridian.history.Answer<SortedMap<Series, NavigableMap<Long, RollUp>>> answer =
                    history.rollUps(id, attributes, bucket, span.fromMicros(), span.toMicros());
            int buckets = answer.found().values().stream().mapToInt(Map::size).sum();
            if (buckets > MOST_VALUES) {
                throw tooMany("there are " + buckets + " periods in this time");
            }
            demandRoom(toldValues, buckets);
            Map<String, Map<Series, NavigableMap<Long, RollUp>>> byName = new LinkedHashMap<>();
            answer.found()
                    .forEach((series, rolled) -> byName.computeIfAbsent(series.attribute(), _ -> new LinkedHashMap<>())
                            .put(series, rolled));
            return new Told(
                    writer -> byName.forEach((name, instances) -> writer.rolled(name, instances, methods, bucket)),
                    buckets,
                    answer.leftOut());
        }
    }

    /** Of one entity an instance may have as many as there are in an answer; of many all together. */
    private static void demandRoom(int told, int more) {
        if (told > 0 && told + more > MOST_VALUES) {
            throw tooMany("these entities have more than " + MOST_VALUES + " values in this time");
        }
    }

    private static Unusable bad(String detail) {
        return NgsiAnswer.problem(ProblemType.BAD_REQUEST_DATA, detail);
    }

    private static Unusable tooMany(String found) {
        return NgsiAnswer.problem(
                ProblemType.TOO_MANY_RESULTS,
                found + "; ask for less time, fewer attributes or entities, lastN or longer periods.");
    }
}
