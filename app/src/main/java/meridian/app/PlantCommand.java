package meridian.app;

import meridian.app.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What is controlled, when it is not our own simulation. */
@Command(
        name = "plant",
        description = "Looks at what could be controlled: SUMO, another simulator, a laboratory.",
        subcommands = PlantCheckCommand.class,
        footer = {"", "Example: meridian plant check --sumo run.sumocfg"})
final class PlantCommand implements Runnable {
    @Mixin
    private Terminal terminal = new Terminal();

    @Override
    public void run() {
        throw terminal.needsACommand();
    }
}
