package meridian.app.terminal;

import java.io.PrintWriter;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every command shares: its two streams, its help, and how to ask for the details of a failure. */
public final class Terminal {
    /** Names come out of files; what commands a terminal must not get there by them. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\\n\\t]]");

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

    /** One line or, where it is a text such as a script, several. */
    public void print(String line) {
        out().println(CONTROL.matcher(line).replaceAll("·"));
    }

    public void print(Iterable<String> lines) {
        lines.forEach(this::print);
    }

    /** Tells people something, on standard error, at once. */
    public void say(String line) {
        err().println(CONTROL.matcher(line).replaceAll("·"));
        err().flush();
    }

    /** A record as JSON, on standard output. */
    public void printJson(Object value) {
        print(Json.text(value));
    }

    public ProgressLine progress() {
        return ProgressLine.on(err());
    }

    /** What to throw where a command only holds others and none of them was named. */
    public ParameterException needsACommand() {
        String names = spec.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(command -> !command.usageMessage().hidden())
                .map(CommandSpec::name)
                .collect(Collectors.joining(", "));
        return new ParameterException(spec.commandLine(), "name one of its commands: " + names);
    }

    public CommandSpec spec() {
        return spec;
    }
}
