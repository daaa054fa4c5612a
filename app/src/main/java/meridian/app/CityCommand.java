package meridian.app;

import meridian.app.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Everything about a city before anything moves. */
@Command(
        name = "city",
        description = "Imports, shows and checks cities.",
        subcommands = {
            CityImportCommand.class,
            CityShowCommand.class,
            CityValidateCommand.class,
            CityPrepareCommand.class
        },
        footer = {"", "Example: meridian city import bologna/joined -o bologna.gpkg"})
final class CityCommand implements Runnable {
    @Mixin
    private Terminal terminal = new Terminal();

    @Override
    public void run() {
        throw terminal.needsACommand();
    }
}
