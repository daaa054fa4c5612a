package meridian.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.stream.Stream;
import meridian.model.BadInput;
import meridian.twin.TwinState;
import meridian.twin.event.TwinEvent;
import meridian.twin.event.TwinEvent.Observation;
import meridian.twin.history.Bucket;
import meridian.twin.history.RollUp;
import meridian.twin.history.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of files that are damaged, old, foreign, late or many. */
final class HistoryFilesTest {
    private static final String COUNTER = "urn:ngsi-ld:Counter:1";
    private static final long FIRST = HistoryHouse.at("2026-01-01T00:00:00Z");
    private static final long END = HistoryHouse.at("2026-12-31T00:00:00Z");

    @TempDir
    Path folder;

    private HistoryHouse house() {
        return new HistoryHouse(folder, HistoryHouse.SMALL);
    }

    private static Observation reading(String time, double value) {
        return HistoryHouse.reading(COUNTER, time, value);
    }

    private static Answer<List<Version>> flow(HistoryStore store, long from, long to) {
        return store.versions(COUNTER, Set.of("flow"), from, to, Integer.MAX_VALUE, false)
                .map(found -> found.values().stream().flatMap(List::stream).toList());
    }

    private List<Path> raw() {
        try (Stream<Path> listed = Files.list(folder.resolve("raw"))) {
            return listed.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private enum Damage {
        CUT,
        EMPTY,
        GONE,
        ONE_BIT,
        OTHER;

        void to(Path file) throws IOException {
            byte[] bytes = Files.readAllBytes(file);
            switch (this) {
                case CUT -> Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
                case EMPTY -> Files.write(file, new byte[0]);
                case GONE -> Files.delete(file);
                case ONE_BIT -> {
                    bytes[bytes.length / 3] ^= 1;
                    Files.write(file, bytes);
                }
                case OTHER -> Files.writeString(file, "x".repeat(bytes.length));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void aDamagedFileIsNamedAndLeftOutWhereItCouldHaveHadAPart(Damage damage) throws IOException {
        try (HistoryHouse house = house()) {
            house.fold(1, List.of(reading("2026-03-01T12:00:00Z", 1), reading("2026-03-02T12:00:00Z", 2)));
            house.store.settle();
            Path hurt = raw().getFirst();
            damage.to(hurt);
            Answer<List<Version>> both = flow(house.store, FIRST, END);
            assertEquals(1, both.found().size());
            assertEquals("raw/" + hurt.getFileName(), both.leftOut().getFirst().file());
            assertTrue(house.hasSaid(hurt.getFileName().toString()));
            Answer<List<Version>> second = flow(house.store, HistoryHouse.at("2026-03-02T00:00:00Z"), END);
            assertEquals(1, second.found().size());
            assertEquals(List.of(), second.leftOut(), "the file had no part in this answer");
            assertFalse(house.store
                    .asOf(List.of(COUNTER), Set.of(), END, END)
                    .leftOut()
                    .isEmpty());
            house.restart(house.state());
            house.store.tidy();
            assertEquals(1, flow(house.store, FIRST, END).leftOut().size());
            assertEquals(1, house.store.status().damaged().size());
        }
    }

    @Test
    void aFileThatWasPutBackCountsAgain() throws IOException {
        try (HistoryHouse house = house()) {
            house.fold(1, List.of(reading("2026-03-01T12:00:00Z", 1)));
            house.store.settle();
            Path file = raw().getFirst();
            byte[] whole = Files.readAllBytes(file);
            Damage.CUT.to(file);
            assertEquals(0, flow(house.store, FIRST, END).found().size());
            Files.write(file, whole);
            assertEquals(1, flow(house.store, FIRST, END).found().size());
            assertEquals(List.of(), flow(house.store, FIRST, END).leftOut());
        }
    }

    @Test
    void filesOfOthersAreNotReadAndStayAndLeftoversGo() throws IOException {
        try (HistoryHouse house = house()) {
            house.fold(1, List.of(reading("2026-03-01T12:00:00Z", 1)));
            house.store.settle();
            Path mine = raw().getFirst();
            Path foreign = Files.copy(mine, folder.resolve("raw/copy.parquet"));
            Path leftover = Files.copy(mine, folder.resolve("raw/2026-03-01-000000009999.parquet"));
            house.restart(house.state());
            assertEquals(1, flow(house.store, FIRST, END).found().size());
            assertTrue(Files.exists(foreign));
            assertFalse(Files.exists(leftover));
            assertTrue(house.hasSaid("raw/copy.parquet"));
        }
    }

    @Test
    void aDamagedCatalogueIsNotGuessedAt() throws IOException {
        try (HistoryHouse house = house()) {
            house.fold(1, List.of(reading("2026-03-01T12:00:00Z", 1)));
            house.store.settle();
        }
        Path catalogue = folder.resolve(Catalogue.FILE);
        Files.writeString(catalogue, Files.readString(catalogue).replace("position 1", "position 9"));
        assertThrows(BadInput.class, this::house);
    }

    @Test
    void sealedDaysBecomeOneFileAndALateValueIsMergedIntoIt() {
        try (HistoryHouse house = house()) {
            for (int i = 0; i < 3; i++) {
                house.fold(i + 1, List.of(reading("2026-03-01T12:0" + i + ":00Z", i)));
                house.store.settle();
            }
            house.store.tidy();
            assertEquals(1, raw().size());
            house.fold(4, List.of(reading("2026-03-01T11:00:00Z", 7)));
            house.store.settle();
            assertEquals(2, raw().size());
            assertEquals(4, flow(house.store, FIRST, END).found().size());
            house.store.tidy();
            assertEquals(1, raw().size());
            assertEquals(4, flow(house.store, FIRST, END).found().size());
        }
    }

    @Test
    void whatIsTooOldIsDroppedAndThatIsWrittenDown() throws IOException {
        try (HistoryHouse house = house()) {
            house.fold(1, List.of(reading("2026-03-01T12:00:00Z", 1), reading("2026-04-01T12:00:00Z", 2)));
            house.store.settle();
            // 400 days after 2026-03-15: the first is over, the second is not.
            Clock later = Clock.fixed(Instant.parse("2026-03-15T00:00:00Z").plus(Duration.ofDays(400)), ZoneOffset.UTC);
            house.restart(house.state(), later);
            house.store.tidy();
            assertEquals(1, flow(house.store, FIRST, END).found().size());
            assertEquals(1, raw().size());
            assertTrue(Files.readString(folder.resolve("dropped.txt")).contains("raw/2026-03-01"));
            // Hours are kept for ten years.
            NavigableMap<Long, RollUp> hours = house.store
                    .rollUps(COUNTER, Set.of("flow"), Bucket.HOUR, FIRST, END)
                    .found()
                    .get(new Series(COUNTER, "flow", null));
            assertEquals(2, hours.size());
        }
    }

    @Test
    void valuesOfAThousandDaysMakeFewFiles() {
        try (HistoryHouse house = new HistoryHouse(folder, HistoryHouse.SMALL.withOpenRows(5_000))) {
            List<Observation> all = new ArrayList<>();
            for (int day = 0; day < 1_000; day++) {
                Instant time = Instant.parse("2026-03-01T00:00:00Z").plus(Duration.ofDays(day));
                all.add(reading(time.toString(), day));
            }
            all.add(reading("9999-12-31T23:59:59.999999Z", 5));
            all.add(reading("0001-01-01T00:00:00Z", 6));
            house.fold(1, all);
            house.store.settle();
            assertTrue(raw().size() <= Partitions.MOST + 1);
            assertEquals(
                    306,
                    flow(house.store, FIRST, HistoryHouse.at("2027-01-01T00:00:00Z"))
                            .found()
                            .size());
            long farthest = HistoryHouse.at("9999-12-31T00:00:00Z");
            assertEquals(1, flow(house.store, farthest, Long.MAX_VALUE).found().size());
        }
    }

    @Test
    void aMillionReadingsOfASecondAreOneBucket() {
        int events = 10;
        try (HistoryHouse house = new HistoryHouse(folder, HistorySettings.DEFAULT.withOpenRows(150_000))) {
            for (int e = 0; e < events; e++) {
                List<Observation> many = new ArrayList<>();
                for (int i = 0; i < 100_000; i++) {
                    many.add(reading("2026-03-01T12:00:00Z", i));
                }
                house.fold(e + 1, List.of(new TwinEvent.Observations(many)));
            }
            house.store.settle();
            house.store.tidy();
            RollUp minute = house.store
                    .rollUps(COUNTER, Set.of("flow"), Bucket.MINUTE, FIRST, END)
                    .found()
                    .get(new Series(COUNTER, "flow", null))
                    .firstEntry()
                    .getValue();
            assertEquals(1_000_000, minute.count());
            // 10 · (0 + … + 99,999).
            assertEquals(10 * (99_999.0 * 100_000 / 2), minute.sum());
            assertEquals(99_999, minute.last());
            assertEquals(10, minute.lastPosition());
        }
    }

    @Test
    void aHistoryThatComesLateBeginsWithWhatIsTrueAndSaysSo() {
        TwinState earlier =
                TwinState.EMPTY.fold(3, Instant.parse("2026-03-01T12:00:05Z"), reading("2026-03-01T12:00:00Z", 5));
        try (HistoryHouse house = new HistoryHouse(folder, HistoryHouse.SMALL, earlier)) {
            house.fold(4, List.of(reading("2026-03-01T12:01:00Z", 6)));
            house.store.settle();
            assertEquals(3, house.store.status().beginsAt());
            assertEquals(2, flow(house.store, FIRST, END).found().size());
            assertTrue(house.hasSaid("begins with what is true at position 3"));
        }
    }

    @Test
    void aDiskThatTakesNothingIsSaidAndLosesNothing() throws IOException {
        try (HistoryHouse house = house()) {
            // A file where a folder must be: every write fails, as on a full disk.
            Path inTheWay = folder.resolve("raw");
            Files.createFile(inTheWay);
            house.fold(1, List.of(reading("2026-03-01T12:00:00Z", 1)));
            assertThrows(UncheckedIOException.class, house.store::settle);
            assertEquals(0, house.store.position());
            assertEquals(1, flow(house.store, FIRST, END).found().size(), "it is in memory");
            assertTrue(house.hasSaid("cannot be written"));
            Files.delete(inTheWay);
            house.store.settle();
            assertEquals(1, house.store.position());
            assertEquals(1, flow(house.store, FIRST, END).found().size());
        }
    }

    @Test
    void anyToolReadsTheFiles() throws SQLException {
        try (HistoryHouse house = house()) {
            house.fold(1, List.of(reading("2026-03-01T12:00:00Z", 12.5)));
            house.store.settle();
        }
        String question = "SELECT entity, attribute, strftime(observed, '%H:%M'), number, quality FROM read_parquet("
                + ParquetFiles.text(folder + "/raw/*.parquet") + ") WHERE attribute = 'flow'";
        try (Connection plain = DriverManager.getConnection("jdbc:duckdb:");
                ResultSet row = plain.createStatement().executeQuery(question)) {
            assertTrue(row.next());
            assertEquals(COUNTER, row.getString(1));
            assertEquals("12:00", row.getString(3));
            assertEquals(12.5, row.getDouble(4));
            assertEquals("measured", row.getString(5));
        }
    }
}
