package meridian.app.terminal;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command shares: its two streams, its help, and how to ask for the details of a failure. */
public final class Terminal {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Option(names = "--debug", description = "Show the stack trace of a failure.")
    private boolean debug;

    /** Data. */
    public PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Everything else. */
    public PrintWriter err() {
        return spec.commandLine().getErr();
    }

    public void print(String line) {
        out().println(line);
    }

    public void print(Iterable<String> lines) {
        lines.forEach(this::print);
    }

    /** Tells people something, on standard error, at once. */
    public void say(String line) {
        err().println(line);
        err().flush();
    }

    /** A record as JSON, on standard output. */
    public void printJson(Object value) {
        print(Json.text(value));
    }

    public ProgressLine progress() {
        return ProgressLine.on(err());
    }

    public CommandSpec spec() {
        return spec;
    }
}
