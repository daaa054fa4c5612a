package meridian.app;

import java.io.PrintWriter;
import java.io.Writer;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Does once, and quickly, what a start does, so that the launcher can record it for the JVM (an AOT cache).
 *
 * <p>Whatever {@code up} needs before its first picture belongs here as well; it must end by itself and leave nothing
 * behind.
 */
@Command(name = "warm-up", hidden = true, description = "Does what a start does, for the launcher to record.")
final class WarmUpCommand implements Runnable {

    @Override
    public void run() {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        new CommandLine(new Main()).setOut(nowhere).execute("--help");
        new CommandLine(new Main()).setOut(nowhere).execute("version");
    }
}
