package meridian.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

final class HelpTest {
    @TestFactory
    List<DynamicTest> everyCommandHasHelpWithAnExampleIn80Columns() {
        List<DynamicTest> tests = new ArrayList<>();
        collect(Main.commandLine(), tests);
        return tests;
    }

    private static void collect(CommandLine command, List<DynamicTest> tests) {
        if (!command.getCommandSpec().usageMessage().hidden()) {
            tests.add(DynamicTest.dynamicTest(command.getCommandSpec().qualifiedName(), () -> {
                String help = command.getUsageMessage();
                assertTrue(help.contains("Example: ") && help.contains("meridian "), help);
                help.lines().forEach(line -> assertTrue(line.length() <= 80, line));
            }));
        }
        command.getSubcommands().values().forEach(sub -> collect(sub, tests));
    }

    @Test
    void completionIsAScriptThatBashAccepts() throws Exception {
        Cli ran = Cli.run("completion");
        assertEquals(0, ran.exitCode());
        Process bash =
                new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
        try (var in = bash.getOutputStream()) {
            in.write(ran.out().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        assertEquals("", new String(bash.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
        assertEquals(0, bash.waitFor());
    }

    @Test
    void doctorSaysSomethingAboutEveryThing() {
        Cli ran = Cli.run("doctor");
        for (String word :
                new String[] {"Java", "memory", "data folder", "cache folder", "port", "Montevideo", "npm"}) {
            assertTrue(ran.out().contains(word), ran.out());
        }
        ran.out().lines().forEach(line -> assertTrue(line.length() <= 80, line));
        assertTrue(Cli.run("doctor", "--json").out().startsWith("["));
    }
}
