package meridian.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import meridian.app.terminal.ProgressLine;
import meridian.app.terminal.Terminal;
import meridian.app.terminal.TextTable;
import meridian.app.terminal.Words;
import meridian.field.line.LinePlant;
import meridian.field.plant.Observation;
import meridian.field.plant.Plant;
import meridian.field.plant.PlantLost;
import meridian.model.BadInput;
import meridian.model.control.ControlNetwork;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Does it speak, and what does it say? */
@Command(
        name = "check",
        description = "Lets a plant run by its own plans and tells what it reports.",
        footer = {
            "",
            "Nothing is told to any signal. Ends with 1 when no detector was ever heard.",
            "",
            "Example: meridian plant check --sumo run.sumocfg --seconds 600",
            "Example: meridian plant check --line-program \"python3 line_plant.py\""
        })
final class PlantCheckCommand implements Callable<Integer> {
    private static final int NAMED = 5;
    private static final int MOST_SECONDS = 1_000_000;

    @Mixin
    private Terminal terminal = new Terminal();

    @Mixin
    private PlantOptions options = new PlantOptions();

    @Parameters(
            paramLabel = "CITY",
            arity = "0..*",
            description = "With --traci: a city file, or anything that can be imported.")
    private List<Path> city = List.of();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "60",
            description = "How long, in its time (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    /**
     * What was found.
     *
     * @param seconds of its time that passed
     * @param counted fronts over detectors
     * @param silent names of detectors that were never heard
     * @param rejected values that could not be
     * @param lastRejection why the last of them; empty for none
     */
    record Checked(
            String network,
            int junctions,
            int lanes,
            int detectors,
            int seconds,
            long counted,
            List<String> silent,
            long rejected,
            String lastRejection) {}

    @Override
    public Integer call() {
        if (seconds < 1 || seconds > MOST_SECONDS) {
            throw new ParameterException(
                    terminal.spec().commandLine(), "--seconds is 1 to " + MOST_SECONDS + ", not " + seconds);
        }
        Checked checked;
        try (ProgressLine progress = terminal.progress();
                Plant plant = options.open(() -> ControlNetwork.of(options.city(city, progress)), List.of())) {
            checked = check(plant, progress);
        } catch (PlantLost e) {
            throw new BadInput(
                    "the plant",
                    String.valueOf(e.getMessage()),
                    "one that answers for " + seconds + " s",
                    "See what it wrote itself");
        }
        if (json) {
            terminal.printJson(checked);
        } else {
            print(checked);
        }
        return checked.silent().size() < checked.detectors() ? ExitCode.OK : ExitCode.FAILURE;
    }

    private Checked check(Plant plant, ProgressLine progress) throws PlantLost {
        ControlNetwork network = plant.network();
        boolean[] heard = new boolean[network.detectors().size()];
        long counted = 0;
        int passed = 0;
        while (passed < seconds && !plant.ended()) {
            Observation seen = plant.step(List.of());
            for (int i = 0; i < heard.length; i++) {
                heard[i] |= seen.heard(i);
                counted += seen.count(i);
            }
            progress.at("seconds", ++passed, seconds);
        }
        List<String> silent = IntStream.range(0, heard.length)
                .filter(i -> !heard[i])
                .mapToObj(i -> network.detectors().get(i).id())
                .toList();
        long rejected = plant instanceof LinePlant lines ? lines.rejectedValues() : 0;
        String why = plant instanceof LinePlant lines ? lines.lastRejection() : "";
        return new Checked(
                network.name(),
                network.junctions().size(),
                network.lanes().size(),
                heard.length,
                passed,
                counted,
                silent,
                rejected,
                why);
    }

    private void print(Checked checked) {
        terminal.print(new TextTable()
                .row("network", checked.network())
                .row("junctions", Words.count(checked.junctions()))
                .row("lanes", Words.count(checked.lanes()))
                .row("detectors", Words.count(checked.detectors()))
                .row("of them silent", Words.count(checked.silent().size()))
                .row("seconds", Words.count(checked.seconds()))
                .row("vehicles counted", Words.count(checked.counted()))
                .row("values rejected", Words.count(checked.rejected()))
                .lines());
        List<String> more = new ArrayList<>();
        if (!checked.silent().isEmpty()) {
            int named = Math.min(NAMED, checked.silent().size());
            more.add("Silent: " + String.join(", ", checked.silent().subList(0, named))
                    + (named < checked.silent().size() ? " …" : ""));
        }
        if (!checked.lastRejection().isEmpty()) {
            more.add("The last value that was rejected: " + checked.lastRejection() + ".");
        }
        more.forEach(line -> terminal.print(Words.wrap(line, TextTable.COLUMNS)));
    }
}
