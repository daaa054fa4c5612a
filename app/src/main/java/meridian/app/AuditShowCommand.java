package meridian.app;

import java.nio.file.Path;
import meridian.app.terminal.Terminal;
import meridian.audit.LogReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** What stands in an audit log. */
@Command(
        name = "show",
        description = "Prints entries of an audit log: number, tab, text. Checks nothing.",
        footer = {
            "",
            "With --checkpoint it prints the newest checkpoint, to be kept elsewhere.",
            "",
            "Example: meridian audit show data/audit --from 120 --count 5"
        })
final class AuditShowCommand implements Runnable {
    @Mixin
    private Terminal terminal = new Terminal();

    @Parameters(paramLabel = "FOLDER", description = "The log's folder.")
    private Path folder = Path.of("");

    @Option(names = "--from", paramLabel = "N", defaultValue = "0", description = "First entry (${DEFAULT-VALUE}).")
    private long from;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "9223372036854775807",
            description = "How many; all by default.")
    private long count;

    @Option(names = "--checkpoint", description = "Print the newest checkpoint.")
    private boolean checkpoint;

    @Override
    public void run() {
        if (from < 0 || count < 0) {
            throw new ParameterException(terminal.spec().commandLine(), "--from and --count are 0 or more");
        }
        var newest = LogReader.newest(folder);
        if (checkpoint) {
            terminal.out().print(newest.note());
            return;
        }
        long size = newest.checkpoint().size();
        long end = from >= size ? 0 : from + Math.min(count, size - from);
        LogReader.forEach(folder, end, entry -> {
            if (entry.index() >= from) {
                terminal.print(entry.index() + "\t" + entry.text());
            }
        });
    }
}
