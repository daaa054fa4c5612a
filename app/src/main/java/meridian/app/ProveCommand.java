package meridian.app;

import meridian.app.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Proofs, as opposed to tests: all cases, not some. */
@Command(
        name = "prove",
        description = "Proves that something can never happen.",
        subcommands = ProveSignalsCommand.class,
        footer = {"", "Example: meridian prove signals montevideo.gpkg"})
final class ProveCommand implements Runnable {
    @Mixin
    private Terminal terminal = new Terminal();

    @Override
    public void run() {
        throw terminal.needsACommand();
    }
}
