package meridian.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class VersionCommandTest {

    @Test
    void versionNamesTheBuildTheJdkAndTheSystem() {
        StringWriter out = new StringWriter();
        int exit =
                new CommandLine(new Main()).setOut(new PrintWriter(out, true)).execute("version");

        assertEquals(0, exit);
        assertTrue(
                out.toString().lines().findFirst().orElseThrow().matches("meridian \\d+\\.\\d+\\.\\d+.*"),
                out::toString);
        assertTrue(out.toString().contains(Runtime.version().toString()), out::toString);
        assertTrue(out.toString().contains(System.getProperty("os.arch")), out::toString);
    }

    @Test
    void versionHasHelpLikeEveryCommand() {
        Cli ran = Cli.run("version", "--help");
        assertEquals(0, ran.exitCode());
        assertTrue(ran.out().contains("Usage: meridian version"), ran.out());
    }
}
