package meridian.app;

import meridian.app.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The second look at a street. */
@Command(
        name = "monitor",
        description = "Watches a street's lamps as a process of its own, and drops junctions that are dangerous.",
        subcommands = {MonitorRunCommand.class, MonitorResetCommand.class},
        footer = {"", "Example: meridian monitor run hangzhou --mqtt mqtt://localhost/hangzhou"})
final class MonitorCommand implements Runnable {
    @Mixin
    private Terminal terminal = new Terminal();

    @Override
    public void run() {
        throw terminal.needsACommand();
    }
}
