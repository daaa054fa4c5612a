package meridian.app.terminal;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.LongSupplier;
import meridian.formats.Progress;

/**
 * Shows how far long work has come: nothing in its first two seconds, then a bar that is drawn over and over in a terminal,
 * or a plain line now and then where standard error is a file.
 *
 * <p>{@link #at} may be called millions of times; between drawings it only compares a counter. One thread.
 */
public final class ProgressLine implements Progress, AutoCloseable {
    private static final long QUIET_NANOS = 2_000_000_000L;
    private static final long REDRAW_NANOS = 100_000_000L;
    private static final long PLAIN_NANOS = 5_000_000_000L;
    private static final int BAR = 20;
    private static final int COLUMNS = 79;
    /** The clock is read once in so many calls of {@link #at}, and at every new kind of work. */
    private static final int CALLS_PER_LOOK = 64;

    private final PrintWriter err;
    private final boolean redraws;
    private final LongSupplier nanos;
    private final long started;

    private String work = "";
    private long workStarted;
    private long workStartedAt;
    private long lastDrawn;
    private int calls;
    private boolean drawn;

    ProgressLine(PrintWriter err, boolean redraws, LongSupplier nanos) {
        this.err = err;
        this.redraws = redraws;
        this.nanos = nanos;
        started = nanos.getAsLong();
        lastDrawn = started;
    }

    /** On standard error. */
    public static ProgressLine on(PrintWriter err) {
        return new ProgressLine(err, errIsTerminal(), System::nanoTime);
    }

    /** Whether standard error is a screen: Linux says so by the name of what it is open to. */
    private static boolean errIsTerminal() {
        try {
            String name = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return name.startsWith("/dev/pts/") || name.startsWith("/dev/tty") || name.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return System.console() != null && System.console().isTerminal();
        }
    }

    @Override
    public void at(String what, long done, long total) {
        boolean fresh = !what.equals(work);
        if (!fresh && ++calls % CALLS_PER_LOOK != 0 && done != total) {
            return;
        }
        long now = nanos.getAsLong();
        if (fresh) {
            work = what;
            workStarted = now;
            workStartedAt = done;
        }
        if (now - started >= QUIET_NANOS && now - lastDrawn >= (redraws ? REDRAW_NANOS : PLAIN_NANOS)) {
            lastDrawn = now;
            draw(line(done, total, (now - workStarted) / 1e9));
        }
    }

    private void draw(String line) {
        if (redraws) {
            err.print("\r" + line + " ".repeat(Math.max(0, COLUMNS - line.length())));
            drawn = true;
        } else {
            err.println(line.strip());
        }
        err.flush();
    }

    private String line(long done, long total, double seconds) {
        StringBuilder line = new StringBuilder(work);
        double rate = seconds > 0 ? (done - workStartedAt) / seconds : 0;
        if (total > 0) {
            int filled = Math.clamp(done * BAR / total, 0, BAR);
            line.append(redraws ? " [" + "#".repeat(filled) + "-".repeat(BAR - filled) + "]" : ":")
                    .append(String.format(Locale.ROOT, " %d %%", Math.clamp(done * 100 / total, 0, 100)));
        } else {
            line.append(String.format(Locale.ROOT, ": %,d", done));
        }
        if (rate > 0) {
            line.append(String.format(Locale.ROOT, ", %,.0f/s", rate));
            if (total > done) {
                line.append(String.format(Locale.ROOT, ", %.0f s left", Math.ceil((total - done) / rate)));
            }
        }
        return line.length() > COLUMNS ? line.substring(0, COLUMNS) : line.toString();
    }

    /** Wipes the bar; what comes next begins on a clean line. */
    @Override
    public void close() {
        if (drawn) {
            err.print("\r" + " ".repeat(COLUMNS) + "\r");
            err.flush();
            drawn = false;
        }
    }
}
