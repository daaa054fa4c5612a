package meridian.app;

import meridian.app.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ways of deciding, held against each other. */
@Command(
        name = "evaluate",
        description = "Holds ways of deciding against each other in simulation.",
        subcommands = {
            EvaluateSignalsCommand.class,
            EvaluatePlantCommand.class,
            EvaluateCorridorCommand.class,
            EvaluateForecastCommand.class
        },
        footer = {"", "Example: meridian evaluate signals hangzhou --deciders fixed,max-pressure"})
final class EvaluateCommand implements Runnable {
    @Mixin
    private Terminal terminal = new Terminal();

    @Override
    public void run() {
        throw terminal.needsACommand();
    }
}
