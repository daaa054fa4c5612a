package meridian.app.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

final class LibraryLogTest {
    private final StringWriter err = new StringWriter();
    private final LibraryLog log = new LibraryLog(new PrintWriter(err, true));

    private void say(String message, Throwable thrown) {
        LogRecord said = new LogRecord(Level.WARNING, message);
        said.setLoggerName("org.example.server.ConnectionHandler");
        said.setThrown(thrown);
        log.publish(said);
    }

    private List<String> lines() {
        return err.toString().lines().toList();
    }

    @Test
    void aFailureIsOneLineWithoutItsStackTrace() {
        say("unexpected exception", new IllegalArgumentException("opcode 5\n\u001b[31m"));
        assertEquals(1, lines().size(), err.toString());
        assertTrue(lines().getFirst().startsWith("meridian: ConnectionHandler: "), err.toString());
        assertTrue(lines().getFirst().contains("opcode 5"), err.toString());
        assertFalse(err.toString().contains("\u001b"));
    }

    @Test
    void whatIsSaidOverAndOverIsCountedWhateverItsWords() {
        for (int i = 1; i <= 1_000; i++) {
            say("unexpected exception " + i, new IllegalArgumentException("opcode " + i));
        }
        assertEquals(4, lines().size(), err.toString());
        assertTrue(lines().getLast().contains("the 1,000th of its kind"), err.toString());
    }

    @Test
    void anotherKindIsSaidAtOnce() {
        say("one", new IllegalArgumentException("opcode"));
        say("two", new IllegalStateException("state"));
        assertEquals(2, lines().size(), err.toString());
    }
}
