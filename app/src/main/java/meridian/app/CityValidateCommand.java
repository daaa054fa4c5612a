package meridian.app;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import meridian.app.city.CitySource;
import meridian.app.terminal.ProgressLine;
import meridian.app.terminal.Terminal;
import meridian.app.terminal.Words;
import meridian.formats.ReadReport;
import meridian.model.City;
import meridian.model.CityCheck;
import meridian.model.Finding;
import meridian.model.geo.Point;
import meridian.model.geo.Projection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks for what will trouble whoever simulates a city. */
@Command(
        name = "validate",
        description = "Checks a city: dead ends, parts cut off, lanes without exit, signals without "
                + "plan, trips without a way; each with place and advice.",
        footer = {"", "Example: meridian city validate --strict bologna.gpkg"})
final class CityValidateCommand implements Callable<Integer> {
    private static final int SHOWN_OF_A_KIND = 5;

    @Mixin
    private Terminal terminal = new Terminal();

    @Parameters(paramLabel = "CITY", arity = "1..*", description = "A city file, or anything that can be imported.")
    private List<Path> sources = List.of();

    @Option(names = "--json", description = "Print JSON, always with all findings.")
    private boolean json;

    @Option(names = "--all", description = "Show all findings, not only the first of each kind.")
    private boolean all;

    @Option(names = "--strict", description = "Exit with 1 where an error or a warning was found.")
    private boolean strict;

    @Override
    public Integer call() {
        List<Finding> findings;
        City city;
        ReadReport report = new ReadReport();
        try (ProgressLine progress = terminal.progress()) {
            city = CitySource.of(sources).read(report, progress);
            findings = CityCheck.validate(city);
        }
        CitySource.told(report).forEach(terminal::say);
        if (json) {
            terminal.printJson(findings);
        } else {
            print(findings, city.projection());
        }
        boolean bad = findings.stream().anyMatch(f -> f.severity() != Finding.Severity.NOTE);
        return strict && bad ? ExitCode.FAILURE : ExitCode.OK;
    }

    private void print(List<Finding> findings, Projection projection) {
        Map<Finding.Kind, Integer> counts = new EnumMap<>(Finding.Kind.class);
        for (Finding finding : findings) {
            int count = counts.merge(finding.kind(), 1, Integer::sum);
            if (all || count <= SHOWN_OF_A_KIND) {
                print(finding, projection);
            }
        }
        if (findings.isEmpty()) {
            terminal.print("Nothing was found.");
        }
        counts.forEach((kind, count) -> terminal.print(String.format(Locale.ROOT, "%,7d  %s", count, Words.of(kind))));
        if (!all && counts.values().stream().anyMatch(c -> c > SHOWN_OF_A_KIND)) {
            terminal.say("Shown are the first " + SHOWN_OF_A_KIND + " of each kind; --all shows the rest.");
        }
    }

    private void print(Finding finding, Projection projection) {
        String head = Words.of(finding.severity()) + ": " + Words.of(finding.kind()) + " at " + finding.id() + " ("
                + place(finding, projection) + ")";
        terminal.print(Words.wrap(head, 80));
        terminal.print(Words.indented(finding.what() + ". " + finding.advice() + ".", 2));
    }

    /** Degrees as longitude, latitude; metres of the source where it is not tied to the earth. */
    private static String place(Finding finding, Projection projection) {
        if (projection instanceof Projection.Unreferenced) {
            Point at = projection.toPlane(finding.at());
            return String.format(Locale.ROOT, "x %.0f m, y %.0f m", at.xMeters(), at.yMeters());
        }
        return String.format(
                Locale.ROOT,
                "%.5f, %.5f",
                finding.at().lonDegrees(),
                finding.at().latDegrees());
    }
}
