package meridian.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import meridian.testkit.Town;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real program with the town, and the command line that speaks to it. */
final class ActionsCommandTest {
    private static final Pattern ID = Pattern.compile("\"id\" : \"(signals-\\w+)\"");

    @TempDir
    private Path folder;

    private Path data() {
        return folder.resolve("data");
    }

    private Process up(String... more) throws IOException {
        List<String> command =
                Cli.program("up", "--no-open", "--no-twin", "--port", "0", "--speed", "60", "--data", data());
        command.addAll(List.of(more));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(folder.resolve("err").toFile());
        builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        builder.environment().put("MERIDIAN_CITY_TRIED", "1");
        Process process = builder.start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        assertNotNull(out.readLine());
        return process;
    }

    private Cli actions(Object... words) {
        Object[] all = new Object[words.length + 3];
        all[0] = "actions";
        System.arraycopy(words, 0, all, 1, words.length);
        all[words.length + 1] = "--data";
        all[words.length + 2] = data();
        return Cli.run(all);
    }

    private static void await(BooleanSupplier what) throws InterruptedException {
        long until = System.nanoTime() + 120_000_000_000L;
        while (!what.getAsBoolean()) {
            assertTrue(System.nanoTime() < until, "waited two minutes in vain");
            Thread.sleep(100);
        }
    }

    private String state(String id) {
        return actions("show", id)
                .out()
                .lines()
                .filter(line -> line.startsWith("state"))
                .findFirst()
                .orElse("")
                .replaceAll("state +", "");
    }

    private String proposed() throws InterruptedException {
        int market = Town.city().network().findNode("market").orElseThrow();
        await(() -> actions("propose", market, "--seconds", "60", "--decider", "max-pressure")
                        .exitCode()
                == 0);
        String[] found = {""};
        await(() -> {
            Matcher matcher = ID.matcher(actions("list", "--json").out());
            found[0] = matcher.find() && state(matcher.group(1)).equals("simulated") ? matcher.group(1) : "";
            return !found[0].isEmpty();
        });
        return found[0];
    }

    @Test
    void whatIsProposedIsApprovedCarriedOutMeasuredStoppedAndInTheLog() throws Exception {
        Process town = up();
        try {
            String id = proposed();
            Cli shown = actions("show", id);
            assertTrue(shown.out().contains("who pays") && shown.out().contains("SIMULATED"), shown.out());
            assertEquals(1, actions("approve", id, "--seen", "0".repeat(64)).exitCode());
            assertEquals(4, actions("approve", "signals-none").exitCode());
            assertEquals(0, actions("approve", id).exitCode());
            assertEquals(1, actions("approve", id).exitCode(), "once");
            await(() -> state(id).equals("kept") || state(id).equals("rolled_back"));
            String next = proposed();
            Cli stopped = actions("stop", "--reason", "drill");
            assertEquals(0, stopped.exitCode(), stopped.err());
            assertTrue(stopped.err().contains("the street heard it after"), stopped.err());
            assertEquals("stopped", state(next));
            Cli refused = actions("approve", next);
            assertEquals(1, refused.exitCode());
            assertTrue(refused.err().startsWith("refused: "), refused.err());
            assertTrue(actions("list").out().contains("whole city: observe"));
            assertEquals(0, actions("mode", "whole city", "advise").exitCode());
            assertEquals(4, actions("mode", "atlantis", "advise").exitCode());
        } finally {
            town.destroy();
            assertTrue(town.waitFor(30, TimeUnit.SECONDS));
        }
        Path log = data().resolve("audit");
        assertEquals(
                0,
                Cli.run("audit", "verify", log, "--key", log.resolve("key.pub")).exitCode());
        String all = Cli.run("audit", "show", log).out();
        for (String type : List.of("receipt", "confirmed", "measured", "stopped", "refused")) {
            assertTrue(all.contains("\"type\":\"" + type + "\""), type);
        }
        assertEquals(4, actions("list").exitCode(), "nobody answers any more");
    }

    @Test
    void whatASignedPolicyAllowsIsDoneWithoutAskingUntilItIsWithdrawn() throws Exception {
        Path policy = folder.resolve("policy.txt");
        Path key = folder.resolve("ana.key");
        int drafted = Cli.run(
                        "actions",
                        "policy",
                        "draft",
                        "always",
                        "--area",
                        "whole city",
                        "--deciders",
                        "max-pressure",
                        "-o",
                        policy)
                .exitCode();
        assertEquals(0, drafted);
        Cli signed = Cli.run("actions", "policy", "sign", policy, "--key", key, "--name", "ana");
        assertEquals(0, signed.exitCode(), signed.err());
        Files.createDirectories(data().resolve("people"));
        Files.copy(folder.resolve("ana.key.pub"), data().resolve("people").resolve("ana.pub"));
        Process town = up();
        try {
            await(() -> actions("mode", "whole city", "act").exitCode() == 0);
            Cli adopted = actions("policy", "adopt", policy);
            assertEquals(0, adopted.exitCode(), adopted.err());
            assertTrue(adopted.out().contains("always"), adopted.out());
            int market = Town.city().network().findNode("market").orElseThrow();
            await(() -> actions("propose", market, "--seconds", "60", "--decider", "max-pressure")
                            .exitCode()
                    == 0);
            await(() -> actions("list", "--json").out().contains("policy always"));
            assertEquals(0, actions("policy", "withdraw", "always").exitCode());
            assertEquals(1, actions("policy", "withdraw", "always").exitCode());
            Files.writeString(policy, Files.readString(policy).replace("whole city", "north-west"));
            assertEquals(1, actions("policy", "adopt", policy).exitCode(), "changed after it was signed");
        } finally {
            town.destroy();
            assertTrue(town.waitFor(30, TimeUnit.SECONDS));
        }
    }

    @Test
    void signalsThatAreLeftAloneAreNotAskedAbout() throws Exception {
        Process town = up("--signals", "off");
        try {
            await(() -> actions("list").err().contains("without --signals off"));
            assertFalse(data().resolve("audit").toFile().exists());
        } finally {
            town.destroy();
            assertTrue(town.waitFor(30, TimeUnit.SECONDS));
        }
    }
}
