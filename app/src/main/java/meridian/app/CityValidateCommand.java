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
import meridian.model.CityCheck;
import meridian.model.Finding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks for what will trouble whoever simulates a city. */
@Command(
        name = "validate",
        description = "Checks a city: dead ends, parts cut off, lanes without exit, signals without " + "plan, trips without a way; each with place and advice.",
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
        try (ProgressLine progress = terminal.progress()) {
            findings = CityCheck.validate(CitySource.of(sources).read(new ReadReport(), progress));
        }
        if (json) {
            terminal.printJson(findings);
        } else {
            print(findings);
        }
        boolean bad = findings.stream().anyMatch(f -> f.severity() != Finding.Severity.NOTE);
        return strict && bad ? ExitCode.FAILURE : ExitCode.OK;
    }

    private void print(List<Finding> findings) {
        Map<Finding.Kind, Integer> counts = new EnumMap<>(Finding.Kind.class);
        for (Finding finding : findings) {
            int count = counts.merge(finding.kind(), 1, Integer::sum);
            if (all || count <= SHOWN_OF_A_KIND) {
                print(finding);
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

    private void print(Finding finding) {
        String head = String.format(
                Locale.ROOT,
                "%s: %s at %s (%.5f, %.5f)",
                Words.of(finding.severity()),
                Words.of(finding.kind()),
                finding.id(),
                finding.at().lonDegrees(),
                finding.at().latDegrees());
        terminal.print(Words.wrap(head, 80));
        terminal.print(Words.indented(finding.what() + ". " + finding.advice() + ".", 2));
    }
}
