package meridian.bench.torture;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import meridian.journal.Journal;
import meridian.journal.JournalSettings;
import meridian.journal.RecordedEvent;
import meridian.journal.database.Database;
import meridian.model.BadInput;
import org.jspecify.annotations.Nullable;

/** What the processes that were broken had acknowledged, and whether it is there. One thread at a time. */
final class Ledger {
    private static final int EXAMPLES = 10;
    private static final int PAGE = 5_000;

    private final Map<String, Long> positions = new HashMap<>();
    private final Set<String> moved = new HashSet<>();

    void add(String id, long position) {
        Long first = positions.putIfAbsent(id, position);
        if (first != null && first != position) {
            moved.add(id);
        }
    }

    boolean isEmpty() {
        return positions.isEmpty();
    }

    /**
     * Opens the journal as any start of Meridian does and compares. One that cannot be opened has lost everything.
     *
     * @param count how often something was broken
     */
    Verdict look(Path data, Path cache, int count) {
        Map<String, List<Long>> stored = new HashMap<>();
        try (Database database = Database.embedded(data, cache);
                Journal journal = Journal.open(database, Clock.systemUTC(), JournalSettings.DEFAULT)) {
            // Undeclared where even that was lost.
            if (journal.streams().stream().anyMatch(stream -> stream.name().equals(KillTarget.STREAM))) {
                readAll(journal, stored);
            }
        } catch (BadInput e) {
            return new Verdict(
                    count, positions.size(), 0, positions.size(), 0, 0, 0, 0, List.of("lost all: " + e.getMessage()));
        }
        return compared(count, stored);
    }

    private static void readAll(Journal journal, Map<String, List<Long>> stored) {
        long after = 0;
        for (List<RecordedEvent> page = page(journal, after); !page.isEmpty(); page = page(journal, after)) {
            for (RecordedEvent event : page) {
                stored.computeIfAbsent(event.event().id(), _ -> new ArrayList<>(1))
                        .add(event.position());
            }
            after = page.getLast().position();
        }
    }

    private static List<RecordedEvent> page(Journal journal, long after) {
        return journal.read(after, PAGE, List.of(KillTarget.STREAM));
    }

    /** @param stored positions of what is there, by id */
    Verdict compared(int count, Map<String, List<Long>> stored) {
        List<String> lost = positions.keySet().stream()
                .filter(id -> !stored.containsKey(id))
                .toList();
        List<String> doubled = stored.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(Map.Entry::getKey)
                .toList();
        Set<String> elsewhere = new HashSet<>(moved);
        positions.forEach((id, position) -> {
            @Nullable List<Long> found = stored.get(id);
            if (found != null && !found.contains(position)) {
                elsewhere.add(id);
            }
        });
        List<String> examples = new ArrayList<>();
        lost.stream().limit(EXAMPLES).forEach(id -> examples.add("lost " + id));
        doubled.stream().limit(EXAMPLES).forEach(id -> examples.add("doubled " + id));
        elsewhere.stream().limit(EXAMPLES).forEach(id -> examples.add("moved " + id));
        return new Verdict(
                count,
                positions.size(),
                stored.values().stream().mapToLong(List::size).sum(),
                lost.size(),
                doubled.size(),
                elsewhere.size(),
                0,
                0,
                examples);
    }
}
