package meridian.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import meridian.audit.Finding.Kind;
import meridian.audit.note.SignerKey;
import meridian.model.BadInput;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever somebody does to a log of eight entries without its key is found, and named. */
final class VerificationTest {
    private static final List<String> TEXTS = List.of("zero", "one", "two", "three", "four", "five", "six", "seven");

    @TempDir
    private Path folder;

    private LogFiles files = new LogFiles(Path.of(""));

    /** Checkpoints of 0, 1, 2, 5 and 8 entries. */
    @BeforeEach
    void write() {
        Path log = LogHouse.write(
                folder.resolve("log"),
                TEXTS.subList(0, 1),
                TEXTS.subList(1, 2),
                TEXTS.subList(2, 5),
                TEXTS.subList(5, 8));
        files = new LogFiles(log);
    }

    private Verification verify() {
        return LogHouse.verify(files.folder());
    }

    private Set<Kind> kinds() {
        return verify().findings().stream().map(Finding::kind).collect(Collectors.toSet());
    }

    private List<byte[]> frames() {
        List<byte[]> frames = new ArrayList<>();
        for (int i = 0; i < TEXTS.size(); i++) {
            frames.add(Frame.write(i, TEXTS.get(i).getBytes(StandardCharsets.UTF_8)));
        }
        return frames;
    }

    private void put(List<byte[]> frames) {
        byte[] all = new byte[frames.stream().mapToInt(frame -> frame.length).sum()];
        int at = 0;
        for (byte[] frame : frames) {
            System.arraycopy(frame, 0, all, at, frame.length);
            at += frame.length;
        }
        LogHouse.put(files.entries(), all);
    }

    /** Written as a clever thief would: numbers and hashes fit. */
    private void putTexts(List<String> texts) {
        List<byte[]> frames = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            frames.add(Frame.write(i, texts.get(i).getBytes(StandardCharsets.UTF_8)));
        }
        put(frames);
    }

    @Test
    void anUntouchedLogIsClean() {
        Verification verification = verify();
        assertEquals(List.of(), verification.findings());
        assertEquals(8, verification.entries());
        assertEquals(5, verification.checkpoints());
    }

    /** One bit of one byte, another one in each byte; all eight take minutes of signatures. */
    private static byte[] flipped(byte[] right, int place) {
        byte[] wrong = right.clone();
        wrong[place] ^= (byte) (1 << place % 8);
        return wrong;
    }

    @Test
    void everyFlippedByteOfTheEntriesIsFoundInItsEntry() {
        byte[] right = LogHouse.bytes(files.entries());
        int entry = -1;
        List<byte[]> frames = frames();
        int nextFrame = 0;
        for (int i = 0; i < right.length; i++) {
            if (i == nextFrame) {
                entry++;
                nextFrame += frames.get(entry).length;
            }
            LogHouse.put(files.entries(), flipped(right, i));
            List<Finding> findings = verify().findings();
            assertFalse(findings.isEmpty(), "byte " + i);
            assertEquals(entry, findings.getFirst().number(), "byte " + i + ": " + findings);
        }
    }

    @Test
    void everyFlippedByteOfTheCheckpointsIsFoundInItsCheckpoint() {
        byte[] right = LogHouse.bytes(files.checkpoints());
        int checkpoint = 1;
        int lines = 0;
        for (int i = 0; i < right.length; i++) {
            LogHouse.put(files.checkpoints(), flipped(right, i));
            Finding first = verify().findings().getFirst();
            assertEquals(Kind.CHECKPOINT, first.kind(), "byte " + i);
            assertEquals(checkpoint, first.number(), "byte " + i + ": " + first);
            if (right[i] == '\n' && ++lines % 5 == 0) {
                checkpoint++;
            }
        }
    }

    @Test
    void everyCutEndIsFound() {
        byte[] right = LogHouse.bytes(files.entries());
        for (int length = 0; length < right.length; length++) {
            LogHouse.put(files.entries(), Arrays.copyOf(right, length));
            assertTrue(kinds().contains(Kind.MISSING), "cut after " + length);
        }
    }

    @Test
    void aChangedEntryWhoseHashWasLeftIsNamed() {
        String all = new String(LogHouse.bytes(files.entries()), StandardCharsets.UTF_8);
        LogHouse.put(files.entries(), all.replace("three", "thwee").getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of(new Finding(Kind.ENTRY, 3, "entry 3 is not what was signed")), verify().findings());
    }

    @Test
    void aChangedEntryWhoseHashWasChangedWithItIsNamedByItsCheckpoints() {
        List<String> texts = new ArrayList<>(TEXTS);
        texts.set(1, "won");
        putTexts(texts);
        Finding only = verify().findings().getFirst();
        assertEquals(1, verify().findings().size());
        assertEquals(Kind.RANGE, only.kind());
        assertEquals(
                "what was signed as entries 1 to 1 is something else: one of them was changed, removed, inserted or moved",
                only.words());
    }

    @Test
    void everyRemovedEntryIsFoundWithAndWithoutNewNumbers() {
        for (int i = 0; i < TEXTS.size(); i++) {
            List<byte[]> frames = frames();
            frames.remove(i);
            put(frames);
            assertEquals(i == 7 ? Set.of(Kind.MISSING) : Set.of(Kind.ORDER, Kind.MISSING), kinds(), "entry " + i);
            assertEquals(i, verify().findings().getFirst().number());
            List<String> texts = new ArrayList<>(TEXTS);
            texts.remove(i);
            putTexts(texts);
            assertTrue(kinds().contains(Kind.MISSING), "entry " + i);
            assertEquals(i < 5, kinds().contains(Kind.RANGE), "entry " + i);
        }
    }

    @Test
    void everyInsertedEntryIsFoundWithAndWithoutNewNumbers() {
        for (int i = 0; i <= TEXTS.size(); i++) {
            List<byte[]> frames = frames();
            frames.add(i, Frame.write(i, "new".getBytes(StandardCharsets.UTF_8)));
            put(frames);
            assertTrue(kinds().contains(Kind.UNSIGNED), "before " + i);
            assertEquals(i < 8, kinds().contains(Kind.ORDER), "before " + i);
            List<String> texts = new ArrayList<>(TEXTS);
            texts.add(i, "new");
            putTexts(texts);
            assertTrue(kinds().contains(Kind.UNSIGNED), "before " + i);
            assertEquals(i < 8, kinds().contains(Kind.RANGE), "before " + i);
        }
    }

    @Test
    void everySwapOfTwoEntriesIsFoundWithAndWithoutNewNumbers() {
        for (int i = 0; i < TEXTS.size(); i++) {
            for (int j = i + 1; j < TEXTS.size(); j++) {
                List<byte[]> frames = frames();
                Collections.swap(frames, i, j);
                put(frames);
                assertEquals(Set.of(Kind.ORDER), kinds(), i + " and " + j);
                assertEquals(i, verify().findings().getFirst().number());
                List<String> texts = new ArrayList<>(TEXTS);
                Collections.swap(texts, i, j);
                putTexts(texts);
                assertEquals(Set.of(Kind.RANGE), kinds(), i + " and " + j);
            }
        }
    }

    @Test
    void aLogWrittenAnewWithAnotherKeyIsFound() {
        SignerKey thief = SignerKey.generate(LogHouse.KEY.verifier().name());
        Path other = folder.resolve("other");
        try (AuditLog log = AuditLog.open(other, thief)) {
            log.append(List.of("zero", "won"));
        }
        List<Finding> findings = LogHouse.verify(other).findings();
        assertEquals(Kind.CHECKPOINT, findings.getFirst().kind());
        // And whoever trusts the key that lies beside it sees nothing: that is why --key exists.
        assertTrue(Verification.of(other, Verification.keyIn(other), List.of()).isClean());
    }

    @Test
    void anEndThatWasCutOffWithItsCheckpointsIsFoundByACheckpointThatWasKept() throws Exception {
        SignedCheckpoint kept = LogReader.newest(files.folder());
        String signed = Files.readString(files.checkpoints());
        Files.writeString(files.checkpoints(), signed.substring(0, signed.indexOf("town.example/audit\n8\n")));
        put(frames().subList(0, 5));
        assertTrue(verify().isClean());
        List<Finding> findings = Verification.of(files.folder(), LogHouse.KEY.verifier(), List.of(kept))
                .findings();
        assertEquals(Kind.MISSING, findings.getFirst().kind());
        assertEquals(5, findings.getFirst().number());
    }

    @Test
    void aLogThatTellsSomebodyElseSomethingElseIsFoundByTheCheckpointHeKept() {
        Path other = LogHouse.write(folder.resolve("other"), List.of("zero", "one", "too"));
        SignedCheckpoint kept = LogReader.newest(other);
        List<Finding> findings = Verification.of(files.folder(), LogHouse.KEY.verifier(), List.of(kept))
                .findings();
        assertEquals(List.of(Kind.KEPT), findings.stream().map(Finding::kind).toList());
    }

    @Test
    void aKeptCheckpointOfTheSameLogIsFine() {
        SignedCheckpoint kept = LogReader.newest(files.folder());
        try (AuditLog log = AuditLog.open(files.folder(), LogHouse.KEY)) {
            log.append(List.of("eight", "nine"));
        }
        assertTrue(Verification.of(files.folder(), LogHouse.KEY.verifier(), List.of(kept))
                .isClean());
    }

    @Test
    void aKeptCheckpointOfAnotherKeyIsRefused() {
        Path other = folder.resolve("other");
        AuditLog.open(other, SignerKey.generate("else")).close();
        SignedCheckpoint kept = LogReader.newest(other);
        assertThrows(BadInput.class, () -> Verification.of(files.folder(), LogHouse.KEY.verifier(), List.of(kept)));
    }

    @Test
    void removedCheckpointsInTheMiddleHideNothing() throws Exception {
        String signed = Files.readString(files.checkpoints());
        int from = signed.indexOf("town.example/audit\n1\n");
        int to = signed.indexOf("town.example/audit\n5\n");
        Files.writeString(files.checkpoints(), signed.substring(0, from) + signed.substring(to));
        assertTrue(verify().isClean());
        List<String> texts = new ArrayList<>(TEXTS);
        texts.set(1, "won");
        putTexts(texts);
        assertEquals(Set.of(Kind.RANGE), kinds());
    }
}
