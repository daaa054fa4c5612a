package meridian.app;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import meridian.app.terminal.ProgressLine;
import meridian.app.terminal.Terminal;
import meridian.app.terminal.TextTable;
import meridian.bench.road.RoadBench;
import meridian.bench.road.RoadCase;
import meridian.bench.road.RoadResult;
import meridian.bench.sumo.Sumo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How fast is the road engine here? */
@Command(
        name = "road",
        description = "The road engine's speed on reference cases, beside SUMO's.",
        footer = {
            "",
            "Cases: small and large (grids of 16 and 1,024 signals with 1,500 and 40,000",
            "vehicles), bologna and nanchang (where their files are). SUMO takes minutes.",
            "",
            "Example: meridian bench road --cases small,bologna --json"
        })
final class RoadBenchCommand implements Callable<Integer> {
    private static final double MEBIBYTE = 1 << 20;
    private static final int MOST_THREADS = 256;

    @Mixin
    private Terminal terminal = new Terminal();

    @Option(names = "--cases", paramLabel = "A,B", split = ",", description = "Which cases; all by default.")
    private List<String> words = List.of();

    @Option(names = "--no-sumo", description = "Meridian alone.")
    private boolean alone;

    @Option(names = "--threads", paramLabel = "N", defaultValue = "1", description = "Of Meridian's engine.")
    private int threads;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        if (threads < 1 || threads > MOST_THREADS) {
            throw wrong("--threads is 1 to " + MOST_THREADS + ", not " + threads);
        }
        Optional<Sumo> sumo = alone ? Optional.empty() : Sumo.find();
        if (!alone && sumo.isEmpty()) {
            terminal.say("SUMO is not installed here; Meridian runs alone.");
        }
        List<RoadBench.Pair> pairs = new ArrayList<>();
        for (RoadCase scene : cases()) {
            scene.missing()
                    .ifPresentOrElse(
                            missing -> terminal.say("Skipped: " + missing + "."), () -> pairs.add(run(scene, sumo)));
        }
        if (json) {
            terminal.printJson(pairs);
        }
        return pairs.isEmpty() ? ExitCode.NOT_FOUND : ExitCode.OK;
    }

    private List<RoadCase> cases() {
        if (words.isEmpty()) {
            return List.of(RoadCase.values());
        }
        return words.stream()
                .map(word -> RoadCase.find(word.strip())
                        .orElseThrow(() -> wrong("there is no case \"" + word + "\"; the cases are "
                                + Arrays.stream(RoadCase.values())
                                        .map(RoadCase::word)
                                        .collect(Collectors.joining(", ")))))
                .toList();
    }

    private ParameterException wrong(String message) {
        return new ParameterException(terminal.spec().commandLine(), message);
    }

    private RoadBench.Pair run(RoadCase scene, Optional<Sumo> sumo) {
        RoadBench.Pair pair;
        try (ProgressLine progress = terminal.progress()) {
            pair = new RoadBench(sumo, threads, progress).run(scene);
        }
        if (!json) {
            terminal.print(pair.title());
            terminal.print("");
            TextTable table =
                    new TextTable().head("engine", "updates/CPU s", "real time", "vehicles", "speed", "load", "memory");
            row(table, pair.meridian());
            if (pair.sumo() != null) {
                row(table, pair.sumo());
            }
            terminal.print(table.lines());
            if (threads > 1) {
                terminal.print(String.format(
                        Locale.ROOT,
                        "On %d threads: %,.0f simulated seconds in a second of the clock.",
                        threads,
                        pair.meridian().clockFactor()));
            }
            ratio(pair);
            terminal.print("");
            terminal.out().flush();
        }
        return pair;
    }

    private static void row(TextTable table, RoadResult r) {
        table.row(
                r.engine(),
                number(r.updatesPerCpuSecond(), 0),
                number(r.realTimeFactor(), r.realTimeFactor() < 10 ? 1 : 0) + " x",
                number(r.vehicles(), 0),
                number(r.meanSpeedMps() * 3.6, 1) + " km/h",
                number(r.loadSeconds(), 1) + " s",
                r.peakBytes() < 0 ? "-" : number(r.peakBytes() / MEBIBYTE, 0) + " MiB");
    }

    private void ratio(RoadBench.Pair pair) {
        Double updates = pair.updatesRatio();
        Double time = pair.timeRatio();
        if (updates != null && time != null) {
            terminal.print("Meridian moves " + number(updates, 1) + " times as many vehicles a CPU second, and is "
                    + number(time, 1) + " times as fast.");
        }
    }

    private static String number(double value, int digits) {
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }
}
