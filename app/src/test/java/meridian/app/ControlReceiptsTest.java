package meridian.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import meridian.audit.AuditLog;
import meridian.audit.Verification;
import meridian.audit.note.KeyFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Receipts of controlled runs; the killed ones are processes of their own. */
final class ControlReceiptsTest {
    private static final int KILLS = 4;

    @TempDir
    private Path folder;

    @Test
    void theLogOfAControlledRunIsVerifiedShownAndProved() {
        Path log = folder.resolve("log");
        Path key = folder.resolve("control.key");
        Cli ran = Cli.run(
                "control",
                Cli.townFile(folder),
                "--hours",
                "0.05",
                "--observe",
                "vehicles",
                "--receipts",
                log,
                "--receipts-key",
                key);
        assertEquals(0, ran.exitCode(), ran.err());
        Cli verified = Cli.run("audit", "verify", log, "--key", log.resolve("key.pub"));
        assertEquals(0, verified.exitCode(), verified.out());
        List<String> shown = Cli.run("audit", "show", log)
                .out()
                .lines()
                .filter(line -> line.endsWith("\"type\":\"receipt\"}"))
                .toList();
        assertFalse(shown.isEmpty());
        assertTrue(ran.out().contains("receipts"), ran.out());
        assertTrue(shown.getFirst().contains("\"kernelAnswer\":\"accepted"), shown.getFirst());
        String number = shown.getFirst().split("\t")[0];
        Path proof = folder.resolve("one.tlog-proof");
        assertEquals(
                0,
                Cli.run("audit", "prove", log, "--entry", number, "--out", proof)
                        .exitCode());
        assertEquals(
                0,
                Cli.run("audit", "verify", proof, "--key", log.resolve("key.pub"))
                        .exitCode());
    }

    @Test
    void aSecondRunGoesOnInTheSameLogAndAKeyWithoutALogIsRefused() {
        Path log = folder.resolve("log");
        Path key = folder.resolve("control.key");
        Path town = Cli.townFile(folder);
        for (int run = 0; run < 2; run++) {
            assertEquals(
                    0,
                    Cli.run("control", town, "--hours", "0.02", "--receipts", log, "--receipts-key", key)
                            .exitCode());
        }
        assertEquals(
                0,
                Cli.run("audit", "verify", log, "--key", log.resolve("key.pub")).exitCode());
        assertEquals(2, Cli.run("control", town, "--receipts-key", key).exitCode());
        Path other = folder.resolve("other.key");
        Cli foreign = Cli.run("control", town, "--hours", "0.02", "--receipts", log, "--receipts-key", other);
        assertEquals(3, foreign.exitCode(), foreign.err());
        assertTrue(foreign.err().contains("the log belongs to the key"), foreign.err());
    }

    /** What a killed run has told its signals has its receipt, once, at the place that was said; more may be there. */
    @Test
    void noRoundActsWithoutAReceiptWhereverItIsKilled() throws Exception {
        Map<String, Long> told = new HashMap<>();
        Random random = new Random(5);
        for (int kill = 0; kill < KILLS; kill++) {
            told.putAll(killedRun(100 + random.nextInt(400)));
        }
        assertTrue(told.size() > KILLS, "rounds: " + told.size());
        Path log = folder.resolve(ControlVictim.LOG);
        var key = KeyFile.openOrCreate(folder.resolve(ControlVictim.KEY), ControlVictim.NAME);
        Map<String, List<String>> receipts = new HashMap<>();
        try (AuditLog opened = AuditLog.open(log, key)) {
            opened.forEach(entry -> {
                if (entry.text().endsWith("\"type\":\"receipt\"}")) {
                    String action = entry.text().split("\"", 5)[3];
                    receipts.computeIfAbsent(action, _ -> new ArrayList<>()).add(entry.text());
                }
            });
        }
        told.keySet()
                .forEach(round ->
                        assertEquals(1, receipts.getOrDefault(round, List.of()).size(), round));
        assertTrue(Verification.of(log, key.verifier(), List.of()).isClean());
    }

    private Map<String, Long> killedRun(int millisAfterFirst) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ControlVictim.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Map<String, Long> told = new HashMap<>();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            String line = lines.readLine();
            Thread.ofVirtual().start(() -> {
                try {
                    Thread.sleep(millisAfterFirst);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                // That of the process itself would close what is read here as well.
                process.toHandle().destroyForcibly();
            });
            for (; line != null; line = lines.readLine()) {
                if (line.endsWith(ControlVictim.END)) {
                    told.put(line.substring(0, line.length() - ControlVictim.END.length()), told.size() + 0L);
                }
            }
        }
        process.waitFor();
        return told;
    }
}
