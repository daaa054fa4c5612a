package meridian.app;

import java.nio.file.Path;
import java.util.List;
import meridian.app.city.CityFacts;
import meridian.app.city.CitySource;
import meridian.app.terminal.ProgressLine;
import meridian.app.terminal.Terminal;
import meridian.formats.ReadReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells what is in a city. */
@Command(
        name = "show",
        description = "Shows what is in a city: counts, lengths, signals, demand, sources.",
        footer = {"", "Example: meridian city show bologna.gpkg"})
final class CityShowCommand implements Runnable {
    @Mixin
    private Terminal terminal = new Terminal();

    @Parameters(paramLabel = "CITY", arity = "1..*", description = "A city file, or anything that can be imported.")
    private List<Path> sources = List.of();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public void run() {
        CityFacts facts;
        ReadReport report = new ReadReport();
        try (ProgressLine progress = terminal.progress()) {
            facts = CityFacts.of(CitySource.of(sources).read(report, progress));
        }
        CitySource.told(report).forEach(terminal::say);
        if (json) {
            terminal.printJson(facts);
        } else {
            terminal.print(facts.lines());
        }
    }
}
