package meridian.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import meridian.audit.note.SignerKey;
import meridian.model.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProofFileTest {
    private static final List<String> TEXTS = List.of("zero", "one", "two\nlines", "three", "Straße 路");

    @TempDir
    private Path folder;

    private Path write(String text) throws Exception {
        return Files.writeString(folder.resolve("proof"), text);
    }

    @Test
    void eachEntryIsProvedToSomebodyWhoHasTheKeyAlone() throws Exception {
        Path log = LogHouse.write(folder.resolve("log"), TEXTS);
        for (int i = 0; i < TEXTS.size(); i++) {
            Path file = write(InclusionFile.of(log, i).toString());
            InclusionFile proof = assertInstanceOf(ProofFile.OfInclusion.class, ProofFile.read(file))
                    .proof();
            assertEquals(new Entry(i, TEXTS.get(i)), proof.entry());
            assertTrue(proof.holds(LogHouse.KEY.verifier()));
            assertFalse(proof.holds(SignerKey.generate("town.example/audit").verifier()));
        }
    }

    @Test
    void noFlippedBitOfAProofIsAccepted() throws Exception {
        Path log = LogHouse.write(folder.resolve("log"), TEXTS);
        byte[] right = InclusionFile.of(log, 2).toString().getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < right.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] wrong = right.clone();
                wrong[i] ^= (byte) (1 << bit);
                LogHouse.put(folder.resolve("proof"), wrong);
                assertFalse(isAccepted(), "byte " + i + " bit " + bit);
            }
        }
    }

    private boolean isAccepted() {
        try {
            return ProofFile.read(folder.resolve("proof")) instanceof ProofFile.OfInclusion(InclusionFile proof)
                    && proof.holds(LogHouse.KEY.verifier());
        } catch (BadInput e) {
            return false;
        }
    }

    @Test
    void growthIsProvedToSomebodyWhoKeptACheckpoint() throws Exception {
        Path log = LogHouse.write(folder.resolve("log"), TEXTS.subList(0, 3));
        SignedCheckpoint kept = LogReader.newest(log);
        LogHouse.write(log, TEXTS.subList(3, 5));
        Path file = write(ConsistencyFile.of(log, 3).toString());
        ConsistencyFile proof = assertInstanceOf(ProofFile.OfConsistency.class, ProofFile.read(file))
                .proof();
        assertTrue(proof.holds(LogHouse.KEY.verifier(), kept));

        Path other = LogHouse.write(folder.resolve("other"), List.of("zero", "one", "too"));
        assertFalse(proof.holds(LogHouse.KEY.verifier(), LogReader.newest(other)));
    }

    @Test
    void entriesAndSizesThatAreNotThereAreRefused() {
        Path log = LogHouse.write(folder.resolve("log"), TEXTS);
        assertThrows(BadInput.class, () -> InclusionFile.of(log, 5));
        assertThrows(BadInput.class, () -> InclusionFile.of(log, -1));
        assertThrows(BadInput.class, () -> ConsistencyFile.of(log, 6));
    }

    @Test
    void aFileThatIsNoProofIsRefusedWithItsLine() throws Exception {
        Path file = write("c2sp.org/tlog-proof@v1\nextra emVybw==\nindex 01\n");
        BadInput refusal = assertThrows(BadInput.class, () -> ProofFile.read(file));
        assertTrue(refusal.getMessage().contains("proof line 3: '01' is no number"), refusal.getMessage());
    }
}
