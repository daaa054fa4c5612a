package meridian.app.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import meridian.formats.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartBenchTest {
    @TempDir
    private Path folder;

    @Test
    void whatWasAcknowledgedIsThereAfterAKillAndItIsSaidHowLongThatTook() throws Exception {
        RestartBench.Result result =
                new RestartBench(folder.resolve("data"), folder.resolve("cache"), 300, 6_000, Progress.NONE).run();
        assertEquals(300, result.known());
        assertTrue(result.position() >= 6_000, result.toString());
        assertTrue(result.afterKillSeconds() > 0 && result.afterKillWallSeconds() > result.afterKillSeconds());
        assertTrue(result.afterCloseSeconds() > 0, result.toString());
    }
}
