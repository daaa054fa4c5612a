package meridian.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import meridian.act.ControlLoop;
import meridian.act.ControlledCity;
import meridian.app.terminal.ProgressLine;
import meridian.app.terminal.Terminal;
import meridian.app.terminal.TextTable;
import meridian.app.terminal.Words;
import meridian.decide.Decider;
import meridian.decide.Deciders;
import meridian.decide.DecisionTimes;
import meridian.decide.Proposal;
import meridian.decide.Snapshot;
import meridian.field.mqtt.MqttPlant;
import meridian.field.plant.Plant;
import meridian.field.plant.PlantLost;
import meridian.model.BadInput;
import meridian.model.City;
import meridian.model.control.ControlJunction;
import meridian.model.control.ControlNetwork;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** A decider and the safety kernel at somebody else's signals. */
@Command(
        name = "control",
        description = "Controls a plant's signals by a decider, through the safety kernel.",
        footer = {
            "",
            "Deciders: docs/deciders.md; rollout needs our own simulation ('control').",
            "Ends with 3 when the plant is lost.",
            "",
            "Example: meridian plant control --sumo run.sumocfg --decider max-pressure"
        })
final class PlantControlCommand implements Callable<Integer> {
    private static final int MOST_EVERY_SECONDS = 30;
    private static final Pattern TIME_LOSS = Pattern.compile("<tripinfo .*\\btimeLoss=\"([0-9.]+)\"");

    @Mixin
    private Terminal terminal = new Terminal();

    @Mixin
    private PlantOptions options = new PlantOptions();

    @Mixin
    private RulesOptions rules = new RulesOptions();

    @Parameters(
            paramLabel = "CITY",
            arity = "0..*",
            description = "Without --sumo: the plant's city, from which safety rules are derived.")
    private List<Path> files = List.of();

    @Option(names = "--decider", paramLabel = "NAME", description = "Who decides (${DEFAULT-VALUE}).")
    private String decider = "advanced-max-pressure";

    @Option(names = "--every-seconds", paramLabel = "S", description = "Between decisions (${DEFAULT-VALUE}).")
    private int everySeconds = 5;

    @Option(names = "--seconds", paramLabel = "N", description = "How long; to the plant's end by default.")
    private int seconds = Integer.MAX_VALUE;

    @Option(names = "--seed", paramLabel = "N", description = "Of a SUMO that is started; else its configuration's.")
    private @Nullable Integer seed;

    @Option(names = "--trips", paramLabel = "FILE", description = "Where a SUMO that is started writes its trips.")
    private @Nullable Path trips;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    /**
     * What came of it.
     *
     * @param orders what a street of controllers answered; empty for other plants
     * @param timeLossSeconds mean of SUMO's finished trips, where it wrote them
     */
    record Result(
            String network,
            String decider,
            String observed,
            int seconds,
            long decisions,
            long changes,
            long refused,
            long fallbacks,
            Optional<MqttPlant.Figures> orders,
            OptionalDouble timeLossSeconds) {}

    /** How often was decided, and how often something else. */
    private static final class Counts implements ControlLoop.Listener {
        private long decisions;
        private long changes;

        @Override
        public void decided(Snapshot now, List<Proposal> proposals) {
            decisions += proposals.size();
            changes += proposals.stream()
                    .filter(proposal -> proposal.stage() != now.stage(proposal.junction()))
                    .count();
        }
    }

    @Override
    public Integer call() {
        Deciders known =
                Deciders.find(decider).orElseThrow(() -> wrong("there is no decider \"" + decider + "\" here"));
        if (everySeconds < 1 || everySeconds > MOST_EVERY_SECONDS || seconds < 1) {
            throw wrong("--every-seconds is 1 to " + MOST_EVERY_SECONDS + ", --seconds 1 or more");
        }
        Result result;
        try (ProgressLine progress = terminal.progress()) {
            result = run(known, progress);
        } catch (PlantLost e) {
            throw new BadInput(
                    "the plant",
                    String.valueOf(e.getMessage()),
                    "one that answers to the end",
                    "See what it wrote itself");
        }
        if (json) {
            terminal.printJson(result);
        } else {
            print(result);
        }
        return ExitCode.OK;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(terminal.spec().commandLine(), message);
    }

    private Result run(Deciders known, ProgressLine progress) throws PlantLost {
        City city = options.city(files, progress);
        ControlNetwork network = ControlNetwork.of(city);
        Counts counts = new Counts();
        ControlledCity controlled;
        List<Integer> all =
                IntStream.range(0, network.junctions().size()).boxed().toList();
        Optional<MqttPlant.Figures> orders = Optional.empty();
        int passed = 0;
        try (Plant plant = options.open(() -> network, sumoArguments())) {
            requireSame(network, plant.network());
            controlled = ControlledCity.lawful(city, plant.network(), all, rules.of(city), plant.seconds());
            DecisionTimes usual = DecisionTimes.USUAL;
            DecisionTimes times = new DecisionTimes(
                    everySeconds, usual.leastGreenSeconds(), usual.mostGreenSeconds(), usual.changeSeconds());
            Decider deciding = known.in(controlled.network(), times);
            ControlLoop loop = new ControlLoop(plant, controlled, deciding, everySeconds, counts);
            while (passed < seconds && !plant.ended()) {
                loop.second();
                progress.at("controlled seconds", ++passed, seconds == Integer.MAX_VALUE ? -1 : seconds);
            }
            if (plant instanceof MqttPlant street) {
                orders = Optional.of(street.figures());
            }
        }
        return new Result(
                network.name(),
                decider,
                options.observe().name().toLowerCase(Locale.ROOT),
                passed,
                counts.decisions,
                counts.changes,
                controlled.refused(),
                controlled.fallbacks(),
                orders,
                trips == null ? OptionalDouble.empty() : timeLoss(trips));
    }

    private List<String> sumoArguments() {
        List<String> arguments = new ArrayList<>();
        if (seed != null) {
            arguments.addAll(List.of("--seed", seed.toString()));
        }
        if (trips != null) {
            arguments.addAll(List.of("--tripinfo-output", trips.toAbsolutePath().toString()));
        }
        return arguments;
    }

    /** Rules of one junction at another would be worse than none. */
    private static void requireSame(ControlNetwork city, ControlNetwork plant) {
        List<String> wanted = city.junctions().stream().map(ControlJunction::id).toList();
        List<String> found = plant.junctions().stream().map(ControlJunction::id).toList();
        for (int j = 0; wanted.equals(found) && j < wanted.size(); j++) {
            if (city.junctions().get(j).groups() != plant.junctions().get(j).groups()) {
                found = List.of(
                        wanted.get(j) + " with " + plant.junctions().get(j).groups() + " groups");
            }
        }
        if (!wanted.equals(found)) {
            throw new BadInput(
                    "the plant", "its junctions are " + found, "those of the city, " + wanted, "Name the plant's city");
        }
    }

    /** Mean over the trips that SUMO wrote, s. */
    private static OptionalDouble timeLoss(Path file) {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            return lines.lines()
                    .map(TIME_LOSS::matcher)
                    .filter(Matcher::find)
                    .flatMapToDouble(found -> DoubleStream.of(Double.parseDouble(found.group(1))))
                    .average();
        } catch (IOException e) {
            throw BadInput.unreadable(file, "the trips that SUMO wrote", e);
        }
    }

    private void print(Result result) {
        TextTable table = new TextTable()
                .row("network", result.network())
                .row("decider", result.decider())
                .row("observed", result.observed())
                .row("seconds", Words.count(result.seconds()))
                .row("decisions", Words.count(result.decisions()))
                .row("of them changes", Words.count(result.changes()))
                .row("refused by the kernel", Words.count(result.refused()))
                .row("fallbacks", Words.count(result.fallbacks()));
        result.orders().ifPresent(orders -> {
            table.row("orders", Words.count(orders.sent()));
            orders.answers().forEach((word, count) -> table.row("of them " + word, Words.count(count)));
            table.row("values rejected", Words.count(orders.rejectedValues()));
        });
        result.timeLossSeconds()
                .ifPresent(loss ->
                        table.row("time loss, mean of who arrived", String.format(Locale.ROOT, "%.1f s", loss)));
        terminal.print(table.lines());
    }
}
