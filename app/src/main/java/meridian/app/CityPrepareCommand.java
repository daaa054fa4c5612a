package meridian.app;

import java.util.concurrent.Callable;
import meridian.app.city.DefaultCity;
import meridian.app.machine.Folders;
import meridian.app.terminal.ProgressLine;
import meridian.app.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Fetches and converts the default city, once; the launcher calls it when it has built. */
@Command(
        name = "prepare",
        hidden = true,
        description = "Fetches and converts the default city where that has not been done.",
        footer = {"", "Example: meridian city prepare"})
final class CityPrepareCommand implements Callable<Integer> {
    @Mixin
    private Terminal terminal = new Terminal();

    @Override
    public Integer call() {
        DefaultCity city = DefaultCity.of(Folders.ofThisUser());
        try (ProgressLine progress = terminal.progress()) {
            terminal.print(city.prepare(progress, line -> terminal.say("meridian: " + line))
                    .toString());
        }
        return ExitCode.OK;
    }
}
