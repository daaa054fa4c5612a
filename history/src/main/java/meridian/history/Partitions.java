package meridian.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Into which files rows go. The partitions with the most rows get one each; what is left goes into one file for all the others,
 * so that values of a thousand different days make no thousand files.
 */
final class Partitions {
    static final int MOST = 12;

    private final FileKind kind;
    private final List<Integer> chosen;

    private Partitions(FileKind kind, List<Integer> chosen) {
        this.kind = kind;
        this.chosen = chosen;
    }

    /** @param rows number of rows by partition */
    static Partitions of(FileKind kind, Map<Integer, Long> rows) {
        List<Integer> sorted = new ArrayList<>(rows.keySet());
        sorted.sort((a, b) -> {
            int byRows = Long.compare(rows.getOrDefault(b, 0L), rows.getOrDefault(a, 0L));
            return byRows != 0 ? byRows : Integer.compare(a, b);
        });
        List<Integer> chosen = new ArrayList<>(sorted.subList(0, Math.min(MOST, sorted.size())));
        if (sorted.size() > MOST) {
            chosen.add(StoredFile.SPREAD);
        }
        return new Partitions(kind, chosen);
    }

    /** By first day; {@link StoredFile#SPREAD} for the rest. */
    List<Integer> chosen() {
        return chosen;
    }

    /** A table from partition to its number in {@link #chosen}. */
    Map<Integer, Integer> numbers() {
        Map<Integer, Integer> numbers = new HashMap<>();
        for (int i = 0; i < chosen.size(); i++) {
            numbers.put(chosen.get(i), i);
        }
        return numbers;
    }

    /** Condition on a column of time for the rows of a chosen partition. */
    String condition(int partition, String column) {
        if (partition != StoredFile.SPREAD) {
            long from = partition * FileKind.DAY_MICROS;
            return column + " >= " + ParquetFiles.moment(from) + " AND " + column + " < "
                    + ParquetFiles.moment(kind.endMicros(partition));
        }
        StringBuilder others = new StringBuilder("true");
        for (int other : chosen) {
            if (other != StoredFile.SPREAD) {
                others.append(" AND NOT (").append(condition(other, column)).append(')');
            }
        }
        return others.toString();
    }
}
