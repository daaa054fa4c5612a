package meridian.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import meridian.audit.AuditLog;
import meridian.audit.note.SignerKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AuditCommandTest {
    private static final SignerKey KEY = SignerKey.generate("town.example/audit");

    @TempDir
    private Path folder;

    private Path log = Path.of("");
    private Path key = Path.of("");

    @BeforeEach
    void write() throws Exception {
        log = folder.resolve("log");
        key = Files.writeString(folder.resolve("town.pub"), KEY.verifier() + "\n");
        append("zero", "one", "two");
    }

    private void append(String... texts) {
        try (AuditLog open = AuditLog.open(log, KEY)) {
            open.append(List.of(texts));
        }
    }

    private Path change(String from, String to) throws Exception {
        Path entries = log.resolve("entries");
        return Files.writeString(entries, Files.readString(entries).replace(from, to));
    }

    @Test
    void anUntouchedLogIsVerified() {
        Cli ran = Cli.run("audit", "verify", log, "--key", key);
        assertEquals(0, ran.exitCode(), ran.err());
        assertTrue(ran.out().contains("Every entry is what was signed, in its place."), ran.out());
        ran.out().lines().forEach(line -> assertTrue(line.length() <= 80, line));
    }

    @Test
    void aChangedEntryIsNamed() throws Exception {
        change("one", "won");
        Cli ran = Cli.run("audit", "verify", log, "--key", key);
        assertEquals(1, ran.exitCode());
        assertTrue(ran.out().contains("entry 1 is not what was signed."), ran.out());
        String json = Cli.run("audit", "verify", log, "--json").out();
        assertTrue(json.contains("\"kind\" : \"ENTRY\""), json);
        assertTrue(json.contains("\"entries\" : 3"), json);
    }

    @Test
    void whoTrustsTheFoldersOwnKeyIsTold() {
        Cli ran = Cli.run("audit", "verify", log);
        assertEquals(0, ran.exitCode());
        assertTrue(ran.err().contains("name the one you keep with --key"), ran.err());
    }

    @Test
    void anEntryIsProvedWithoutTheLog() throws Exception {
        Path proof = folder.resolve("1.tlog-proof");
        assertEquals(
                0, Cli.run("audit", "prove", log, "--entry", 1, "--out", proof).exitCode());
        Cli ran = Cli.run("audit", "verify", proof, "--key", key);
        assertEquals(0, ran.exitCode(), ran.err());
        assertEquals("Entry 1 of town.example/audit is:\none\n", ran.out());
        // "one" and "two" in base64.
        Files.writeString(proof, Files.readString(proof).replace("b25l", "dHdv"));
        assertEquals(1, Cli.run("audit", "verify", proof, "--key", key).exitCode());
        assertEquals(2, Cli.run("audit", "verify", proof).exitCode());
    }

    @Test
    void growthIsProvedToWhoKeptACheckpoint() throws Exception {
        Path kept = folder.resolve("kept");
        Files.writeString(kept, Cli.run("audit", "show", log, "--checkpoint").out());
        append("three");
        Path proof = folder.resolve("growth");
        assertEquals(
                0,
                Cli.run("audit", "prove", log, "--since", kept, "--out", proof).exitCode());
        Cli ran = Cli.run("audit", "verify", proof, "--key", key, "--checkpoint", kept);
        assertEquals(0, ran.exitCode(), ran.err());
        assertEquals("town.example/audit was only added to, from 3 entries to 4.\n", ran.out());
        assertEquals(
                0,
                Cli.run("audit", "verify", log, "--key", key, "--checkpoint", kept)
                        .exitCode());
        assertEquals(0, Cli.run("audit", "verify", kept, "--key", key).exitCode());
    }

    @Test
    void entriesAreShownFromANumberOn() {
        assertEquals(
                "1\tone\n",
                Cli.run("audit", "show", log, "--from", 1, "--count", 1).out());
        assertEquals("", Cli.run("audit", "show", log, "--from", 9).out());
    }

    @Test
    void whatIsNotThereIsSaidInOneLine() {
        assertEquals(3, Cli.run("audit", "verify", folder.resolve("nowhere")).exitCode());
        assertEquals(3, Cli.run("audit", "show", folder).exitCode());
        assertEquals(3, Cli.run("audit", "prove", log, "--entry", 7).exitCode());
        assertEquals(2, Cli.run("audit", "prove", log).exitCode());
    }
}
