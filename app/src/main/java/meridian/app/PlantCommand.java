package meridian.app;

import meridian.app.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What is controlled, when it is not our own simulation. */
@Command(
        name = "plant",
        description = "Plants that are not ours: SUMO, another simulator, a laboratory, a street of controllers.",
        subcommands = {PlantCheckCommand.class, PlantControlCommand.class, PlantServeCommand.class},
        footer = {"", "Example: meridian plant check --sumo run.sumocfg"})
final class PlantCommand implements Runnable {
    @Mixin
    private Terminal terminal = new Terminal();

    @Override
    public void run() {
        throw terminal.needsACommand();
    }
}
