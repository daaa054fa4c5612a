package meridian.app;

import meridian.app.terminal.Terminal;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Writes the script that lets bash and zsh complete Meridian's commands. */
@Command(
        name = "completion",
        description = "Prints a completion script for bash and zsh.",
        footer = {"", "Example: source <(meridian completion)"})
final class CompletionCommand implements Runnable {
    @Mixin
    private Terminal terminal = new Terminal();

    @Override
    public void run() {
        CommandLine root = terminal.spec().root().commandLine();
        terminal.print(AutoComplete.bash(root.getCommandName(), root));
    }
}
