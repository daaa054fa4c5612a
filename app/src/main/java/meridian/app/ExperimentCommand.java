package meridian.app;

import meridian.app.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Experiments that a city could make in its streets, tried where the truth is known. */
@Command(
        name = "experiment",
        description = "Experiments as in a street, in simulation, where the truth is known.",
        subcommands = {ExperimentSwitchbackCommand.class},
        footer = {"", "Example: meridian experiment switchback hangzhou --decider most-through"})
final class ExperimentCommand implements Runnable {
    @Mixin
    private Terminal terminal = new Terminal();

    @Override
    public void run() {
        throw terminal.needsACommand();
    }
}
