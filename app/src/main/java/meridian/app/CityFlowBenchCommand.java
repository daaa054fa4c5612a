package meridian.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import meridian.app.terminal.ProgressLine;
import meridian.app.terminal.Terminal;
import meridian.app.terminal.TextTable;
import meridian.app.terminal.Words;
import meridian.bench.cityflow.CityFlowBench;
import meridian.bench.cityflow.PublishedCity;
import meridian.bench.cityflow.PublishedHour;
import meridian.testkit.MeasuredCities;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Is Meridian right? Travel times that were published with CityFlow, and ours under the same protocol. */
@Command(
        name = "cityflow",
        description = "Compares travel times with those published for CityFlow.",
        footer = {
            "",
            "Cities: hangzhou, jinan; those whose files are here. Nothing is random in it,",
            "so there are no seeds.",
            "",
            "Example: meridian bench cityflow --cities jinan"
        })
final class CityFlowBenchCommand implements Callable<Integer> {
    @Mixin
    private Terminal terminal = new Terminal();

    @Option(names = "--cities", paramLabel = "A,B", split = ",", description = "Which cities; all by default.")
    private List<String> names = List.of();

    @Option(names = "--threads", paramLabel = "N", description = "Threads of the engine; else 1.")
    private @Nullable Integer threads;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        if (threads != null && (threads < 1 || threads > 256)) {
            throw wrong("--threads is 1 to 256, not " + threads);
        }
        List<PublishedHour> hours = new ArrayList<>();
        for (PublishedCity city : cities()) {
            city.place()
                    .ifPresentOrElse(
                            place -> hours.addAll(measured(city, place)),
                            () -> terminal.say("Skipped: " + MeasuredCities.missing(city.folder()) + "."));
        }
        if (json) {
            terminal.printJson(hours);
        } else if (!hours.isEmpty()) {
            terminal.print(Words.wrap(
                    "Approach time: seconds of a vehicle on approaches to signals, as published. Trip time: the whole"
                            + " trip, waiting outside included; the comparison is CityFlow's own. Two measures, two"
                            + " columns; docs/comparison-with-cityflow.md says what each leaves out.",
                    TextTable.COLUMNS));
        }
        return hours.isEmpty() ? ExitCode.NOT_FOUND : ExitCode.OK;
    }

    private List<PublishedHour> measured(PublishedCity city, Path place) {
        List<PublishedHour> hours;
        try (ProgressLine progress = terminal.progress()) {
            hours = new CityFlowBench(city, place, threads == null ? 1 : threads, progress).compare();
        }
        if (!json) {
            terminal.print(lines(city, hours));
            terminal.out().flush();
        }
        return hours;
    }

    private static List<String> lines(PublishedCity city, List<PublishedHour> hours) {
        List<String> lines = new ArrayList<>();
        lines.add(city.title() + ", one hour, mean seconds");
        lines.add("");
        TextTable table = new TextTable()
                .head("rule", "published", "approach", "differs by", "CityFlow", "whole trip", "differs by");
        for (PublishedHour hour : hours) {
            table.row(
                    hour.rule().title(),
                    seconds(hour.publishedApproachSeconds()),
                    seconds(hour.approachSeconds()),
                    percent(hour.approachPercent()),
                    seconds(hour.cityFlowTripSeconds()),
                    seconds(hour.tripSeconds()),
                    percent(hour.tripPercent()));
        }
        lines.addAll(table.lines());
        lines.add("");
        for (PublishedHour hour : hours) {
            lines.addAll(Words.wrap(
                    String.format(
                            Locale.ROOT,
                            "%s: of %,d trips %,d came onto the road, %,d arrived within the hour.",
                            hour.rule().title(),
                            hour.due(),
                            hour.entered(),
                            hour.arrived()),
                    TextTable.COLUMNS));
        }
        lines.add("");
        return lines;
    }

    private List<PublishedCity> cities() {
        if (names.isEmpty()) {
            return PublishedCity.ALL;
        }
        return names.stream()
                .map(name -> PublishedCity.find(name.strip())
                        .orElseThrow(() -> wrong("there is no city \"" + name + "\"; the cities are "
                                + PublishedCity.ALL.stream()
                                        .map(PublishedCity::name)
                                        .collect(Collectors.joining(", ")))))
                .toList();
    }

    private ParameterException wrong(String message) {
        return new ParameterException(terminal.spec().commandLine(), message);
    }

    private static String seconds(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%+.1f %%", value).replace('-', '−');
    }
}
