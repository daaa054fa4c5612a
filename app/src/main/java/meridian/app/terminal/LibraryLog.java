package meridian.app.terminal;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import meridian.model.BadInput;

/**
 * What libraries have to say, for a person: one line each and no stack trace. What one of them says again is counted and said
 * at the tenth, the hundredth and the thousandth time, so that nobody outside, such as a client that breaks a protocol, can
 * fill the terminal.
 *
 * <p>Safe for all threads.
 */
public final class LibraryLog extends Handler {
    private final PrintWriter err;
    /** By who says it and what kind of thing; the words may be a stranger's and different each time. */
    private final Map<String, Long> times = new HashMap<>();

    LibraryLog(PrintWriter err) {
        this.err = err;
    }

    /** In place of what the JDK does with warnings. */
    public static void install() {
        Logger root = Logger.getLogger("");
        root.setLevel(Level.WARNING);
        for (Handler usual : root.getHandlers()) {
            root.removeHandler(usual);
        }
        root.addHandler(new LibraryLog(new PrintWriter(System.err, true)));
    }

    @Override
    public synchronized void publish(LogRecord said) {
        if (!isLoggable(said)) {
            return;
        }
        Throwable thrown = said.getThrown();
        String kind = said.getLoggerName() + " " + (thrown == null ? said.getLevel() : thrown.getClass());
        long count = times.merge(kind, 1L, Long::sum);
        if (count != Math.pow(10, Math.rint(Math.log10(count)))) {
            return;
        }
        String words = thrown == null
                ? String.valueOf(said.getMessage())
                : root(thrown).toString();
        String again = count == 1 ? "" : String.format(Locale.ROOT, " (the %,dth of its kind)", count);
        err.println("meridian: " + name(said) + ": " + BadInput.shortened(words) + again);
    }

    /** Where it began; what wraps that only says that something went wrong. */
    private static Throwable root(Throwable thrown) {
        Throwable root = thrown;
        for (int depth = 0; root.getCause() != null && depth < 50; depth++) {
            root = root.getCause();
        }
        return root;
    }

    /** The last part of the logger's name: a class, which says enough. */
    private static String name(LogRecord said) {
        String name = String.valueOf(said.getLoggerName());
        return name.substring(name.lastIndexOf('.') + 1);
    }

    @Override
    public void flush() {
        err.flush();
    }

    @Override
    public void close() {
        flush();
    }
}
