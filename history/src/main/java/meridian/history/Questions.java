package meridian.history;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import meridian.twin.entity.Content;
import meridian.twin.entity.Entity;
import meridian.twin.entity.Quality;
import meridian.twin.entity.Rejected;
import meridian.twin.history.Bucket;
import meridian.twin.history.RollUp;
import meridian.twin.history.RollUps;
import meridian.twin.history.Version;

/** Asks the files of a view and its open rows, and puts both together. Safe for all threads; a connection for each question. */
final class Questions {
    static final Comparator<Version> ORDER = Comparator.comparingLong(Version::observedMicros)
            .thenComparingLong(Version::position)
            .thenComparingInt(Version::index);

    private static final String RAW =
            "SELECT entity, attribute, dataset, epoch_us(observed), epoch_us(recorded), position,"
                    + " \"index\", deleted, number, unit, text, content, quality, source FROM ";
    private static final String ROLLED =
            "SELECT entity, attribute, dataset, epoch_us(bucket), count, sum, min, max, last,"
                    + " epoch_us(last_observed), last_position, last_index, simulated FROM ";
    private static final String LATEST = " QUALIFY row_number() OVER (PARTITION BY entity, attribute, dataset"
            + " ORDER BY observed %s, position %s, \"index\" %s) <= %d";

    /** How far back is looked for what was true at a time, first at the days close to it: most is found there. */
    private static final long[] LOOK_BACK_MICROS = {FileKind.DAY_MICROS, 16 * FileKind.DAY_MICROS, Long.MAX_VALUE};

    /** Instances that a question names as not wanted any more; with more it takes longer than to get them again. */
    private static final int MOST_NAMED = 500;

    private final ParquetFiles files;

    Questions(ParquetFiles files) {
        this.files = files;
    }

    /**
     * Which attributes of which entities.
     *
     * @param entityIds empty for all
     * @param attributes empty for all
     */
    record Subject(Set<String> entityIds, Set<String> attributes) implements Predicate<Series> {
        Subject {
            entityIds = Set.copyOf(entityIds);
            attributes = Set.copyOf(attributes);
        }

        @Override
        public boolean test(Series series) {
            return (entityIds.isEmpty() || entityIds.contains(series.entityId()))
                    && (attributes.isEmpty() || attributes.contains(series.attribute()));
        }

        private String condition() {
            return among("entity", entityIds) + " AND " + among("attribute", attributes);
        }
    }

    private static String among(String column, Collection<String> texts) {
        if (texts.isEmpty()) {
            return "true";
        }
        if (texts.size() == 1) {
            return column + " = " + ParquetFiles.text(texts.iterator().next());
        }
        return texts.stream().sorted().map(ParquetFiles::text).collect(Collectors.joining(", ", column + " IN (", ")"));
    }

    /**
     * Versions from one time on and before another, of each instance in the order in which they were true.
     *
     * @param most of each instance
     * @param latest whether those are the latest; otherwise the earliest
     */
    Answer<SortedMap<Series, List<Version>>> versions(
            View view, Subject subject, long fromMicros, long toMicros, int most, boolean latest) {
        SortedMap<Series, List<Version>> found = new TreeMap<>(Series.ORDER);
        Answer<List<StoredFile>> in = view.files(FileKind.RAW, fromMicros, toMicros);
        String way = latest ? "DESC" : "ASC";
        String where = subject.condition() + " AND " + between("observed", fromMicros, toMicros)
                + (most == Integer.MAX_VALUE ? "" : String.format(Locale.ROOT, LATEST, way, way, way, most));
        raw(in.found(), where, (series, version) -> list(found, series).add(version));
        for (OpenRows open : view.open()) {
            open.select(
                    subject,
                    fromMicros,
                    toMicros,
                    (series, version) -> list(found, series).add(version));
        }
        found.replaceAll((series, versions) -> cut(versions, most, latest));
        return new Answer<>(found, in.leftOut());
    }

    private static List<Version> list(Map<Series, List<Version>> found, Series series) {
        return found.computeIfAbsent(series, _ -> new ArrayList<>());
    }

    private static List<Version> cut(List<Version> versions, int most, boolean latest) {
        versions.sort(ORDER);
        int size = versions.size();
        if (size <= most) {
            return List.copyOf(versions);
        }
        return List.copyOf(latest ? versions.subList(size - most, size) : versions.subList(0, most));
    }

    private static String between(String column, long fromMicros, long toMicros) {
        return column + " >= " + ParquetFiles.moment(fromMicros) + " AND " + column + " < "
                + ParquetFiles.moment(toMicros);
    }

    /** As {@link RollUps#between}, for each instance that has a number there. */
    Answer<SortedMap<Series, NavigableMap<Long, RollUp>>> rollUps(
            View view, Subject subject, Bucket bucket, long fromMicros, long toMicros) {
        long from = bucket.start(fromMicros);
        long to = Math.max(from, toMicros);
        SortedMap<Series, NavigableMap<Long, RollUp>> found = new TreeMap<>(Series.ORDER);
        Answer<List<StoredFile>> in = view.files(FileKind.of(bucket), from, to);
        rolled(in.found(), subject.condition() + " AND " + between("bucket", from, to), found);
        long end = bucket.start(to) == to ? to : bucket.start(to) + bucket.lengthMicros();
        for (OpenRows open : view.open()) {
            open.select(
                    subject,
                    from,
                    end,
                    (series, v) -> RollUps.number(v.content())
                            .ifPresent(number -> merge(
                                    found,
                                    series,
                                    bucket.start(v.observedMicros()),
                                    RollUp.of(
                                            number,
                                            v.observedMicros(),
                                            v.position(),
                                            v.index(),
                                            v.quality() == Quality.SIMULATED))));
        }
        return new Answer<>(found, in.leftOut());
    }

    private static void merge(
            SortedMap<Series, NavigableMap<Long, RollUp>> found, Series series, long start, RollUp part) {
        found.computeIfAbsent(series, _ -> new TreeMap<>()).merge(start, part, RollUp::merge);
    }

    /**
     * The version of each instance that held at a time, by what was known at another; deletions among them.
     *
     * <p>It looks at the days before that time first, and farther back only for what was not found there.
     */
    Answer<Map<Series, Version>> heldAt(View view, Subject subject, long trueMicros, long knownMicros) {
        long to = trueMicros == Long.MAX_VALUE ? trueMicros : trueMicros + 1;
        Map<Series, Version> found = new HashMap<>();
        for (OpenRows open : view.open()) {
            open.select(subject, Long.MIN_VALUE, to, (series, version) -> {
                if (version.recordedMicros() <= knownMicros) {
                    later(found, series, version);
                }
            });
        }
        Set<Answer.LeftOut> leftOut = new HashSet<>();
        Set<StoredFile> seen = new HashSet<>();
        long latest = view.catalogue().files().stream()
                .filter(file -> file.kind() == FileKind.RAW)
                .mapToLong(StoredFile::maxMicros)
                .max()
                .orElse(Long.MIN_VALUE);
        long start = Math.min(trueMicros, latest);
        Set<Series> settled = new HashSet<>();
        for (long lookBack : LOOK_BACK_MICROS) {
            long from = lookBack == Long.MAX_VALUE || start == Long.MIN_VALUE
                    ? Long.MIN_VALUE
                    : FileKind.DAY_MICROS * Math.floorDiv(start - lookBack, FileKind.DAY_MICROS);
            Answer<List<StoredFile>> in = view.files(FileKind.RAW, from, to);
            leftOut.addAll(in.leftOut());
            List<StoredFile> fresh = in.found().stream().filter(seen::add).toList();
            heldIn(fresh, subject, settled, to, knownMicros, found);
            // All files that reach into this window were looked at: nothing in the others is later.
            found.forEach((series, version) -> {
                if (version.observedMicros() >= from) {
                    settled.add(series);
                }
            });
        }
        return new Answer<>(found, List.copyOf(leftOut));
    }

    private void heldIn(
            List<StoredFile> in,
            Subject subject,
            Set<Series> settled,
            long toMicros,
            long knownMicros,
            Map<Series, Version> found) {
        StringBuilder where = new StringBuilder(subject.condition());
        if (toMicros < Long.MAX_VALUE) {
            where.append(" AND observed < ").append(ParquetFiles.moment(toMicros));
        }
        if (knownMicros < Long.MAX_VALUE) {
            where.append(" AND recorded <= ").append(ParquetFiles.moment(knownMicros));
        }
        if (settled.size() <= MOST_NAMED) {
            settled.forEach(
                    series -> where.append(" AND NOT (").append(is(series)).append(')'));
        }
        where.append(String.format(Locale.ROOT, LATEST, "DESC", "DESC", "DESC", 1));
        raw(in, where.toString(), (series, version) -> later(found, series, version));
    }

    private static String is(Series series) {
        String dataset = series.datasetId();
        return "entity = " + ParquetFiles.text(series.entityId())
                + " AND attribute = " + ParquetFiles.text(series.attribute())
                + " AND dataset IS NOT DISTINCT FROM " + (dataset == null ? "NULL" : ParquetFiles.text(dataset));
    }

    private static void later(Map<Series, Version> found, Series series, Version version) {
        found.merge(series, version, (a, b) -> ORDER.compare(a, b) >= 0 ? a : b);
    }

    /** Entities as they were; see {@link HistoryStore#asOf}. */
    Answer<List<Entity>> asOf(View view, Set<String> ids, Set<String> types, long trueMicros, long knownMicros) {
        Set<String> wanted = ids;
        List<Answer.LeftOut> leftOut = new ArrayList<>();
        if (!types.isEmpty()) {
            Subject kinds = new Subject(ids, Set.of(Series.TYPES));
            Answer<Map<Series, Version>> held = heldAt(view, kinds, trueMicros, knownMicros);
            leftOut.addAll(held.leftOut());
            wanted = held.found().entrySet().stream()
                    .filter(entry -> isOf(entry.getValue(), types))
                    .map(entry -> entry.getKey().entityId())
                    .collect(Collectors.toSet());
            if (wanted.isEmpty()) {
                return new Answer<>(List.of(), leftOut);
            }
        }
        Answer<Map<Series, Version>> held = heldAt(view, new Subject(wanted, Set.of()), trueMicros, knownMicros);
        held.leftOut().stream().filter(file -> !leftOut.contains(file)).forEach(leftOut::add);
        SortedMap<String, Map<Series, Version>> byEntity = new TreeMap<>();
        held.found()
                .forEach((series, version) -> byEntity.computeIfAbsent(series.entityId(), _ -> new HashMap<>())
                        .put(series, version));
        List<Entity> entities = byEntity.entrySet().stream()
                .map(entry -> PastEntity.of(entry.getKey(), entry.getValue()))
                .flatMap(Optional::stream)
                .toList();
        return new Answer<>(entities, leftOut);
    }

    private static boolean isOf(Version version, Set<String> types) {
        return version.content() instanceof Content.VocabProperty held
                && held.words().stream().anyMatch(types::contains);
    }

    private interface Rows {
        void add(Series series, Version version);
    }

    private void raw(List<StoredFile> in, String where, Rows rows) {
        ask(in, RAW, where, row -> {
            double number = row.getDouble(9);
            Kept kept = new Kept(
                    row.wasNull() ? Double.NaN : number, row.getString(11), row.getString(10), row.getBytes(12));
            boolean deleted = row.getBoolean(8);
            Version version = new Version(
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6),
                    row.getInt(7),
                    deleted ? null : kept.content(),
                    Quality.valueOf(row.getString(13).toUpperCase(Locale.ROOT)),
                    row.getString(14));
            rows.add(series(row), version);
        });
    }

    private void rolled(List<StoredFile> in, String where, SortedMap<Series, NavigableMap<Long, RollUp>> found) {
        ask(in, ROLLED, where, row -> {
            RollUp part = new RollUp(
                    row.getLong(5),
                    row.getDouble(6),
                    row.getDouble(7),
                    row.getDouble(8),
                    row.getDouble(9),
                    row.getLong(10),
                    row.getLong(11),
                    row.getInt(12),
                    row.getBoolean(13));
            merge(found, series(row), row.getLong(4), part);
        });
    }

    private static Series series(ResultSet row) throws SQLException {
        return new Series(row.getString(1), row.getString(2), row.getString(3));
    }

    private interface RowAction {
        void take(ResultSet row) throws SQLException;
    }

    private void ask(List<StoredFile> in, String select, String where, RowAction action) {
        if (in.isEmpty()) {
            return;
        }
        String question = select + files.table(in) + " WHERE " + where;
        try (Connection connection = files.open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            while (rows.next()) {
                action.take(rows);
            }
        } catch (SQLException | Rejected e) {
            throw new HistoryException("the history could not be asked: " + e.getMessage(), e);
        }
    }
}
