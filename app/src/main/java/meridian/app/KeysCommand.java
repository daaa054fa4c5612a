package meridian.app;

import meridian.app.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Keys of devices and applications. */
@Command(
        name = "keys",
        description = "Makes, lists and revokes keys of devices and applications.",
        subcommands = {KeysCreateCommand.class, KeysListCommand.class, KeysRevokeCommand.class},
        footer = {"", "Example: meridian keys create \"loop 7\" --scope write"})
final class KeysCommand implements Runnable {
    @Mixin
    private Terminal terminal = new Terminal();

    @Override
    public void run() {
        throw terminal.needsACommand();
    }
}
