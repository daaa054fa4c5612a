package meridian.audit.note;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import meridian.audit.merkle.Hash;
import meridian.model.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SignedNoteTest {
    // Keys, text and signature of the documentation of Go's sumdb/note. Ed25519 signs the same text in the same way
    // always.
    private static final String VERIFIER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private static final String SIGNER =
            "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz\n" + VERIFIER + "\n";
    private static final String TEXT =
            "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    private static final String NOTE = TEXT
            + "\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
    /** The example of tlog-checkpoint, whose key is not published: for its form. */
    private static final String CHECKPOINT = """
            example.com/behind-the-sofa
            20852163
            CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

            — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
            """;

    @TempDir
    private Path folder;

    @Test
    void theNoteOfGosDocumentationIsMadeByteByByte() {
        assertEquals(NOTE, SignerKey.parse("here", SIGNER).sign(TEXT).toString());
        assertEquals(SIGNER, SignerKey.parse("here", SIGNER).text());
    }

    @Test
    void theNoteOfGosDocumentationIsVerified() {
        assertTrue(VerifierKey.parse("here", VERIFIER).verifies(SignedNote.parse("here", NOTE)));
    }

    @Test
    void noFlippedBitOfANoteIsAccepted() {
        VerifierKey key = VerifierKey.parse("here", VERIFIER);
        for (int i = 0; i < NOTE.length(); i++) {
            for (int bit = 0; bit < 7; bit++) {
                char flipped = (char) (NOTE.charAt(i) ^ 1 << bit);
                String wrong = NOTE.substring(0, i) + flipped + NOTE.substring(i + 1);
                assertFalse(isVerified(key, wrong), wrong);
            }
        }
    }

    private static boolean isVerified(VerifierKey key, String note) {
        try {
            return key.verifies(SignedNote.parse("here", note));
        } catch (BadInput e) {
            return false;
        }
    }

    @Test
    void everyMangledPublicKeyIsRefused() {
        for (int i = 0; i < VERIFIER.length(); i++) {
            String less = VERIFIER.substring(0, i) + VERIFIER.substring(i + 1);
            assertThrows(BadInput.class, () -> VerifierKey.parse("here", less), less);
            String other = VERIFIER.substring(0, i) + (char) (VERIFIER.charAt(i) + 1) + VERIFIER.substring(i + 1);
            assertThrows(BadInput.class, () -> VerifierKey.parse("here", other), other);
        }
    }

    @Test
    void signaturesOfUnknownKeysArePassedOverAndAWrongOneOfAKnownKeyIsNot() {
        VerifierKey key = VerifierKey.parse("here", VERIFIER);
        SignedNote own = SignedNote.parse("here", NOTE);
        SignerKey stranger = SignerKey.generate("PeterNeumann");
        List<SignedNote.Signature> both = new ArrayList<>(stranger.sign(TEXT).signatures());
        assertFalse(key.verifies(new SignedNote(TEXT, both)));
        both.addAll(own.signatures());
        assertTrue(key.verifies(new SignedNote(TEXT, both)));
        both.addAll(SignerKey.parse("here", SIGNER).sign("another text\n").signatures());
        assertFalse(key.verifies(new SignedNote(TEXT, both)));
    }

    @Test
    void aTextWithControlsIsNotSigned() {
        SignerKey key = SignerKey.generate("city.example/log");
        assertThrows(IllegalArgumentException.class, () -> key.sign("a\tb\n"));
        assertThrows(IllegalArgumentException.class, () -> key.sign("no end"));
        assertThrows(IllegalArgumentException.class, () -> SignerKey.generate("two words"));
        assertThrows(IllegalArgumentException.class, () -> SignerKey.generate("one+two"));
    }

    @Test
    void theCheckpointOfTheSpecificationIsReadAndWrittenAlike() {
        SignedNote note = SignedNote.parse("here", CHECKPOINT);
        Checkpoint checkpoint = Checkpoint.of("here", note);
        Hash root =
                Hash.ofBase64("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=").orElseThrow();
        assertEquals(new Checkpoint("example.com/behind-the-sofa", 20_852_163, root), checkpoint);
        assertEquals(note.text(), checkpoint.text());
        assertEquals(CHECKPOINT, note.toString());
    }

    @Test
    void checkpointsWithLeadingZeroesOrAnotherHashAreRefused() {
        SignerKey key = SignerKey.generate("a");
        String hash = Hash.OF_NOTHING.base64();
        for (String text : List.of(
                "a\n01\n" + hash + "\n",
                "a\n-1\n" + hash + "\n",
                "a\n1\n" + hash.substring(4) + "\n",
                "a\n1\n",
                "\n1\n" + hash + "\n",
                "a\n1\n" + hash + "\n\nextension\n")) {
            SignedNote note = key.sign(text);
            assertThrows(BadInput.class, () -> Checkpoint.of("here", note), text);
        }
    }

    @Test
    void aKeyIsMadeOnceAndOnlyItsOwnerMayReadIt() throws Exception {
        Path file = folder.resolve("deep/key");
        String made = KeyFile.openOrCreate(file, "city.example/log").text();
        assertEquals(made, KeyFile.openOrCreate(file, "another").text());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        try (var files = Files.list(file.getParent())) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void aKeyFileWhosePartsDoNotBelongTogetherIsRefusedWithoutShowingIt() {
        SignerKey other = SignerKey.generate("PeterNeumann");
        String mixed = SIGNER.lines().findFirst().orElseThrow() + "\n" + other.verifier() + "\n";
        BadInput refusal = assertThrows(BadInput.class, () -> SignerKey.parse("key", mixed));
        assertFalse(refusal.getMessage().contains("AYEKFALV"), refusal.getMessage());
    }
}
