package meridian.app.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ProgressLineTest {
    private final StringWriter err = new StringWriter();
    private final AtomicLong nanos = new AtomicLong(1);

    /** Works for some seconds, a hundred units in each. */
    private void work(boolean terminal, int seconds) {
        try (ProgressLine line = new ProgressLine(new PrintWriter(err), terminal, nanos::get)) {
            for (int i = 0; i <= seconds * 100; i++) {
                line.at("reading ways", i, seconds * 100L);
                nanos.addAndGet(10_000_000);
            }
        }
    }

    @Test
    void shortWorkSaysNothing() {
        work(true, 1);
        work(false, 1);
        assertEquals("", err.toString());
    }

    @Test
    void aTerminalGetsABarWithRateAndRemainingTimeThatIsWipedAtTheEnd() {
        work(true, 10);
        String shown = err.toString();
        assertTrue(shown.contains("reading ways [##########----------] 5"), shown);
        assertTrue(shown.contains("100/s"), shown);
        assertTrue(shown.contains("s left"), shown);
        assertTrue(shown.endsWith("\r" + " ".repeat(79) + "\r"));
    }

    @Test
    void aFileGetsAPlainLineNowAndThen() {
        work(false, 20);
        String shown = err.toString();
        assertTrue(shown.lines().count() >= 3 && shown.lines().count() <= 5, shown);
        assertTrue(shown.indexOf('\r') < 0);
    }
}
