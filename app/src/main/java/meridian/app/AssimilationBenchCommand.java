package meridian.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import meridian.app.terminal.ProgressLine;
import meridian.app.terminal.Terminal;
import meridian.app.terminal.TextTable;
import meridian.bench.assimilation.AssimilationBench;
import meridian.bench.assimilation.AssimilationBench.Result;
import meridian.sim.assimilation.HiddenErrors;
import meridian.testkit.MeasuredCities;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Does a twin follow a city that it does not know? */
@Command(
        name = "assimilation",
        description = "How near a twin comes to a city outside, where nobody counts.",
        footer = {
            "",
            "Bologna; outside: another seed, 15 % more traffic and a lane that is closed.",
            "",
            "Example: meridian bench assimilation --seeds 3"
        })
final class AssimilationBenchCommand implements Callable<Integer> {
    /** The corrected twin's error over the uncorrected one's that is asked for. */
    private static final double ASKED = 0.5;

    private static final int MOST_SEEDS = 1_000;
    private static final double KMH_PER_MPS = 3.6;

    @Mixin
    private Terminal terminal = new Terminal();

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "3", description = "How many (${DEFAULT-VALUE}).")
    private int seeds;

    @Option(names = "--first-seed", paramLabel = "N", defaultValue = "1", description = "The first (${DEFAULT-VALUE}).")
    private int firstSeed;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        if (seeds < 1 || seeds > MOST_SEEDS) {
            throw new ParameterException(
                    terminal.spec().commandLine(), "--seeds is 1 to " + MOST_SEEDS + ", not " + seeds);
        }
        if (firstSeed < 1 || firstSeed > MOST_SEEDS) {
            throw new ParameterException(
                    terminal.spec().commandLine(), "--first-seed is 1 to " + MOST_SEEDS + ", not " + firstSeed);
        }
        Optional<Path> place = AssimilationBench.scene().place();
        if (place.isEmpty()) {
            terminal.say("Skipped: " + MeasuredCities.missing("bologna/joined") + ".");
            return ExitCode.NOT_FOUND;
        }
        List<Result> results = new ArrayList<>();
        try (ProgressLine progress = terminal.progress()) {
            for (int seed = firstSeed; seed < firstSeed + seeds; seed++) {
                results.add(new AssimilationBench(progress).run(place.orElseThrow(), seed));
            }
        }
        if (json) {
            terminal.printJson(results);
        } else {
            print(results);
        }
        return ExitCode.OK;
    }

    private void print(List<Result> results) {
        Result first = results.getFirst();
        terminal.print("Bologna; simulated on both sides. " + first.hidden() + " of " + first.stations()
                + " counting stations are hidden; closed and not told: lane " + first.closedLane() + ".");
        terminal.print("Root mean square errors at the hidden stations, 15 minutes each, from minute 15 to 60:");
        terminal.print("");
        TextTable table = new TextTable().head("seed", "twin", "flow, veh/h", "speed, km/h");
        for (Result r : results) {
            row(table, Long.toString(r.seed()), "uncorrected", r.uncorrected());
            row(table, "", "corrected", r.corrected());
            row(table, "", "knows everything but the seed", r.informed());
        }
        terminal.print(table.lines());
        terminal.print("");
        ratio("flow", results, HiddenErrors::vehiclesPerHour);
        ratio("speed", results, HiddenErrors::speedMps);
        for (Result r : results) {
            terminal.print("seed " + r.seed() + ": believed closed: "
                    + (r.believed().isEmpty() ? "nothing" : String.join(", ", r.believed())) + "; " + r.added()
                    + " vehicles added, " + r.withdrawn() + " withdrawn");
        }
    }

    private void ratio(String what, List<Result> results, ToDoubleFunction<HiddenErrors> error) {
        double corrected = results.stream()
                .mapToDouble(r -> error.applyAsDouble(r.corrected()))
                .sum();
        double uncorrected = results.stream()
                .mapToDouble(r -> error.applyAsDouble(r.uncorrected()))
                .sum();
        terminal.print(String.format(
                Locale.ROOT,
                "%s: the corrected twin's error is %.2f of the uncorrected one's (asked: at most %.2f)",
                what,
                corrected / uncorrected,
                ASKED));
    }

    private static void row(TextTable table, String seed, String twin, HiddenErrors errors) {
        table.row(
                seed,
                twin,
                String.format(Locale.ROOT, "%.0f", errors.vehiclesPerHour()),
                String.format(Locale.ROOT, "%.1f", errors.speedMps() * KMH_PER_MPS));
    }
}
