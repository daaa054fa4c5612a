package meridian.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import meridian.audit.note.Checkpoint;
import meridian.audit.note.SignerKey;
import meridian.model.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AuditLogTest {
    @TempDir
    private Path folder;

    /** The first byte of a text in a file. */
    private static int place(byte[] file, String text) {
        int place = new String(file, StandardCharsets.ISO_8859_1).indexOf(text);
        assertTrue(place > 0, text);
        return place;
    }

    @Test
    void whatWasAppendedIsThereAfterTheNextOpening() {
        LogHouse.write(folder, List.of("one", "two\nlines"), List.of("", "Straße 路"));
        assertEquals(List.of("one", "two\nlines", "", "Straße 路"), LogHouse.texts(folder));
        assertTrue(LogHouse.verify(folder).isClean());
    }

    @Test
    void theNumbersOfEntriesGoOnAfterTheNextOpening() {
        try (AuditLog log = AuditLog.open(folder, LogHouse.KEY)) {
            assertEquals(0, log.append(List.of("a", "b")));
            assertEquals(2, log.append(List.of("c")));
        }
        try (AuditLog log = AuditLog.open(folder, LogHouse.KEY)) {
            assertTrue(log.recovery().isClean());
            assertEquals(3, log.append(List.of("d")));
            assertEquals(4, log.size());
        }
    }

    @Test
    void theRootInTheCheckpointIsThatOfTheEntries() {
        try (AuditLog log = AuditLog.open(folder, LogHouse.KEY)) {
            log.append(List.of("", "\0"));
            // The first two entries of Certificate Transparency's test tree are no bytes, and one zero byte.
            Checkpoint checkpoint = Checkpoint.of("here", log.newestCheckpoint());
            assertEquals(
                    "+sVCA+fMaWzw38tCySodnbr3CtnmIfS9jZhmLwDjwSU=",
                    checkpoint.root().base64());
            assertEquals(2, checkpoint.size());
            assertEquals("town.example/audit", checkpoint.origin());
        }
    }

    @Test
    void anEntryThatWasWrittenInPartIsDroppedAndTold() {
        LogHouse.write(folder, List.of("kept"), List.of("torn"));
        Path entries = new LogFiles(folder).entries();
        Path checkpoints = new LogFiles(folder).checkpoints();
        byte[] all = LogHouse.bytes(entries);
        byte[] signed = LogHouse.bytes(checkpoints);
        int keptBytes = place(all, "entry 1 ");
        int keptSigned = place(signed, "town.example/audit\n2\n");
        for (int length = keptBytes; length < all.length; length++) {
            LogHouse.put(entries, Arrays.copyOf(all, length));
            LogHouse.put(checkpoints, Arrays.copyOf(signed, keptSigned));
            try (AuditLog log = AuditLog.open(folder, LogHouse.KEY)) {
                assertEquals(new AuditLog.Recovery(0, length - keptBytes, 0), log.recovery());
                assertEquals(1, log.append(List.of("next")));
            }
            assertEquals(List.of("kept", "next"), LogHouse.texts(folder));
            assertTrue(LogHouse.verify(folder).isClean());
        }
    }

    @Test
    void wholeEntriesWithoutTheirCheckpointAreDroppedBecauseAnybodyCouldHavePutThemThere() {
        Path original = LogHouse.write(folder.resolve("log"), List.of("kept"), List.of("never", "acknowledged"));
        byte[] signed = LogHouse.bytes(new LogFiles(original).checkpoints());
        int last = place(signed, "town.example/audit\n3\n");
        for (int length = last; length < signed.length; length++) {
            Path copy = LogHouse.copy(original, folder.resolve("copy-" + length));
            LogHouse.put(new LogFiles(copy).checkpoints(), Arrays.copyOf(signed, length));
            try (AuditLog log = AuditLog.open(copy, LogHouse.KEY)) {
                assertEquals(2, log.recovery().droppedEntries());
                assertEquals(length - last, log.recovery().droppedCheckpointBytes());
            }
            assertEquals(List.of("kept"), LogHouse.texts(copy));
            assertTrue(LogHouse.verify(copy).isClean());
        }
    }

    @Test
    void everyFlippedBitOfTheLastCheckpointKeepsTheLogFromBeingWrittenOn() {
        Path original = LogHouse.write(folder.resolve("log"), List.of("kept"), List.of("acknowledged"));
        byte[] signed = LogHouse.bytes(new LogFiles(original).checkpoints());
        for (int i = place(signed, "town.example/audit\n2\n"); i < signed.length; i++) {
            byte[] wrong = signed.clone();
            wrong[i] ^= 1;
            LogHouse.put(new LogFiles(original).checkpoints(), wrong);
            assertThrows(BadInput.class, () -> AuditLog.open(original, LogHouse.KEY), "byte " + i);
        }
    }

    @Test
    void twoWritersOfOneFolderAreRefused() {
        try (AuditLog first = AuditLog.open(folder, LogHouse.KEY)) {
            BadInput refusal = assertThrows(BadInput.class, () -> AuditLog.open(folder, LogHouse.KEY));
            assertTrue(refusal.getMessage().contains("another Meridian writes this audit log"), refusal.getMessage());
            assertEquals(0, first.append(List.of("still works")));
        }
    }

    @Test
    void anotherKeyIsRefused() {
        LogHouse.write(folder, List.of("one"));
        SignerKey other = SignerKey.generate("town.example/audit");
        assertThrows(BadInput.class, () -> AuditLog.open(folder, other));
    }

    @Test
    void aFolderThatWasChangedIsNotWrittenOn() throws Exception {
        LogHouse.write(folder, List.of("one", "two"));
        Path entries = new LogFiles(folder).entries();
        Files.writeString(entries, Files.readString(entries).replace("two", "ten"));
        byte[] before = LogHouse.bytes(entries);
        BadInput refusal = assertThrows(BadInput.class, () -> AuditLog.open(folder, LogHouse.KEY));
        assertTrue(refusal.getMessage().contains("meridian audit verify"), refusal.getMessage());
        assertTrue(Arrays.equals(before, LogHouse.bytes(entries)));
    }

    @Test
    void aFolderWhoseCheckpointsAreGoneIsNotWrittenOn() throws Exception {
        LogHouse.write(folder, List.of("one", "two"));
        Files.delete(new LogFiles(folder).checkpoints());
        assertThrows(BadInput.class, () -> AuditLog.open(folder, LogHouse.KEY));
    }

    @Test
    void anEntryThatIsTooLongIsRefusedAndTheLogGoesOn() {
        try (AuditLog log = AuditLog.open(folder, LogHouse.KEY)) {
            String longText = "x".repeat(AuditLog.MOST_ENTRY_BYTES + 1);
            assertThrows(IllegalArgumentException.class, () -> log.append(List.of("a", longText)));
            assertEquals(0, log.append(List.of("b")));
        }
        assertEquals(List.of("b"), LogHouse.texts(folder));
    }

    @Test
    void anInterruptedThreadDoesNotBreakTheLog() {
        try (AuditLog log = AuditLog.open(folder, LogHouse.KEY)) {
            Thread.currentThread().interrupt();
            assertEquals(0, log.append(List.of("a")));
            assertTrue(Thread.interrupted());
            assertEquals(1, log.append(List.of("b")));
        }
        assertEquals(List.of("a", "b"), LogHouse.texts(folder));
    }

    @Test
    void aClosedLogTakesNothing() {
        AuditLog log = AuditLog.open(folder, LogHouse.KEY);
        log.close();
        assertThrows(UncheckedIOException.class, () -> log.append(List.of("a")));
        assertFalse(LogHouse.texts(folder).contains("a"));
    }
}
