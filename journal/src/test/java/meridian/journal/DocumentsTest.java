package meridian.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is changed and not appended: documents and cursors. */
final class DocumentsTest {
    @TempDir
    private static Path folder;

    private static JournalHouse house;

    @BeforeAll
    static void start() {
        house = new JournalHouse(folder);
    }

    @AfterAll
    static void stop() {
        house.close();
    }

    @Test
    void aDocumentComesBackAsItWasPut() {
        Documents documents = new Documents(house.database);
        String json = "{ \"b\":1,  \"a\": \"ñ\" }";
        Document made = documents.create("setting", "one", json);
        assertEquals(new Document("setting", "one", 1, json), made);
        assertEquals(Optional.of(made), documents.find("setting", "one"));
        assertEquals(Optional.empty(), documents.find("setting", "two"));
        assertEquals(List.of(made), documents.all("setting"));
    }

    @Test
    void whoHasNotSeenTheNewestVersionChangesNothing() {
        Documents documents = new Documents(house.database);
        Document seen = documents.create("key", "k", "1");
        assertThrows(JournalException.Conflict.class, () -> documents.create("key", "k", "9"));
        Document faster = documents.replace(seen, "2");
        assertEquals(2, faster.version());
        assertThrows(JournalException.Conflict.class, () -> documents.replace(seen, "3"));
        assertThrows(JournalException.Conflict.class, () -> documents.remove(seen));
        assertEquals(Optional.of(faster), documents.find("key", "k"));
        documents.remove(faster);
        assertEquals(Optional.empty(), documents.find("key", "k"));
        assertThrows(JournalException.Conflict.class, () -> documents.replace(faster, "4"));
    }

    @Test
    void whatIsNoJsonIsRefused() {
        Documents documents = new Documents(house.database);
        assertThrows(JournalException.StorageFailed.class, () -> documents.create("key", "bad", "{"));
        assertEquals(Optional.empty(), documents.find("key", "bad"));
    }

    @Test
    void aCursorIsWhereItWasStoredLast() {
        Cursors cursors = new Cursors(house.database);
        assertEquals(OptionalLong.empty(), cursors.findPosition("twin"));
        cursors.store("twin", 7);
        cursors.store("twin", 5);
        cursors.store("outbox", Long.MAX_VALUE);
        assertEquals(OptionalLong.of(5), cursors.findPosition("twin"));
        assertEquals(Map.of("twin", 5L, "outbox", Long.MAX_VALUE), cursors.all());
        cursors.remove("outbox");
        assertEquals(Map.of("twin", 5L), cursors.all());
        assertThrows(IllegalArgumentException.class, () -> cursors.store("twin", -1));
    }
}
