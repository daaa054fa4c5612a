package meridian.api.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.lang.classfile.CodeBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import meridian.testkit.Mutant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand values flow, and one reads five messages meanwhile: every value is told or counted, and he ends up with the newest. */
class SlowWatcherTest {
    @TempDir
    private Path folder;

    private String saidBy(String type, String method, Consumer<CodeBuilder> body)
            throws IOException, InterruptedException {
        Path mutant = Mutant.write(folder, type, method, body);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        mutant + File.pathSeparator + System.getProperty("java.class.path"),
                        SlowWatcher.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor());
        return said;
    }

    @Test
    void everyValueIsToldOrCountedAndTheNewestIsKnown() throws InterruptedException {
        assertEquals(List.of(), SlowWatcher.mistakes());
    }

    @Test
    void aBuildThatDoesNotCountWhatItLeavesOutIsCaught() throws IOException, InterruptedException {
        String said = saidBy("meridian.api.live.Backlog$Entry", "leftOut", Mutant.saying(false));
        assertTrue(said.contains("left out are not"), said);
    }

    @Test
    void aBuildThatForgetsWhatWasNotReadIsCaught() throws IOException, InterruptedException {
        assertNotEquals("", saidBy("meridian.api.live.Backlog", "add", Mutant.doingNothing()));
    }
}
