package meridian.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import meridian.app.signals.ArrivalSeries;
import meridian.app.signals.SignalScenario;
import meridian.app.terminal.ProgressLine;
import meridian.app.terminal.Terminal;
import meridian.app.terminal.TextTable;
import meridian.app.terminal.Words;
import meridian.decide.forecast.ForecastTrial;
import meridian.decide.forecast.Series;
import meridian.formats.Progress;
import meridian.formats.ReadReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** How well can be said what will arrive? */
@Command(
        name = "forecast",
        description =
                "Forecasts what comes to signals, of simulated days or of a table, by persistence, by the day's profile and by"
                        + " regression, and holds that against what came (docs/forecasts.md).",
        footer = {
            "",
            "Example: meridian evaluate forecast town.gpkg --days 8",
            "Example: meridian evaluate forecast --series speeds.csv --step-minutes 5",
            "         --horizon-steps 3"
        })
final class EvaluateForecastCommand implements Callable<Integer> {
    private static final int MINUTE = 60;
    private static final int MOST_DAYS = 60;
    private static final int DAY_MINUTES = 1440;

    @Mixin
    private Terminal terminal = new Terminal();

    @Parameters(paramLabel = "CITY", arity = "0..1", description = "Whose days are simulated.")
    private @Nullable String city;

    @Option(
            names = "--series",
            paramLabel = "FILE",
            description = "A table instead: names of sites in the first line, then a line of values for each step.")
    private @Nullable Path series;

    @Option(names = "--days", paramLabel = "N", description = "Simulated days, 3 to 60 (${DEFAULT-VALUE}).")
    private int days = 8;

    @Option(names = "--step-minutes", paramLabel = "M", description = "Length of a step (${DEFAULT-VALUE}).")
    private int stepMinutes = 5;

    @Option(names = "--horizon-steps", paramLabel = "N", description = "Steps ahead, 1 to 24 (${DEFAULT-VALUE}).")
    private int horizonSteps = 6;

    @Option(
            names = "--train-share",
            paramLabel = "X",
            description = "Share of the steps, from the beginning, that is learnt from (${DEFAULT-VALUE}).")
    private double trainShare = 0.8;

    @Option(names = "--seed", paramLabel = "N", description = "Of the days (${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    /** What came of it. */
    record Result(
            int sites,
            int steps,
            int stepSeconds,
            int learntFrom,
            boolean simulated,
            List<ForecastTrial.Score> scores) {}

    @Override
    public Integer call() {
        check();
        Result result;
        try (ProgressLine progress = terminal.progress()) {
            Series values = values(progress);
            int split = (int) Math.round(values.steps() * trainShare);
            ForecastTrial trial;
            try {
                trial = new ForecastTrial(values, split, horizonSteps);
            } catch (IllegalArgumentException e) {
                throw wrong(String.valueOf(e.getMessage()));
            }
            result = new Result(
                    values.sites().size(), values.steps(), values.stepSeconds(), split, series == null, trial.run());
        }
        if (json) {
            terminal.printJson(result);
        } else {
            print(result);
        }
        return ExitCode.OK;
    }

    private void check() {
        if ((city == null) == (series == null)) {
            throw wrong("name a CITY, or a table with --series");
        }
        if (stepMinutes < 1 || stepMinutes > DAY_MINUTES || DAY_MINUTES % stepMinutes != 0) {
            throw wrong("a day holds a whole number of steps: --step-minutes " + stepMinutes + " does not fit");
        }
        if (days < 3 || days > MOST_DAYS || horizonSteps < 1 || horizonSteps > 24) {
            throw wrong("--days is 3 to " + MOST_DAYS + ", --horizon-steps 1 to 24");
        }
        if (!(trainShare > 0 && trainShare < 1)) {
            throw wrong("--train-share is between 0 and 1, not " + trainShare);
        }
    }

    private Series values(Progress progress) {
        if (series != null) {
            return ArrivalSeries.read(series, stepMinutes * MINUTE);
        }
        SignalScenario scenario =
                SignalScenario.read(String.valueOf(city), Optional.empty(), 1, seed, new ReadReport(), progress);
        return ArrivalSeries.simulated(
                scenario.city().withTrips(List.of()), days, stepMinutes * MINUTE, seed, progress);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(terminal.spec().commandLine(), message);
    }

    private void print(Result result) {
        TextTable table = new TextTable().row("minutes ahead", "way", "RMSE", "MAE", "in the 90 % interval");
        for (int h = 0; h < horizonSteps; h++) {
            for (ForecastTrial.Score score : result.scores()) {
                table.row(
                        String.valueOf((h + 1) * stepMinutes),
                        score.name(),
                        number(score.rmse()[h]),
                        number(score.mae()[h]),
                        number(100 * score.within()[h]) + " %");
            }
        }
        for (ForecastTrial.Score score : result.scores()) {
            table.row("all", score.name(), number(score.rmseOfAll()));
        }
        terminal.print(table.lines());
        String what = result.simulated()
                ? "Vehicles that come in " + stepMinutes + " minutes; SIMULATED days."
                : "In the table's unit.";
        terminal.print(Words.wrap(
                Words.count(result.sites()) + " sites, " + Words.count(result.steps())
                        + " steps, learnt from the first " + Words.count(result.learntFrom()) + ". " + what,
                TextTable.COLUMNS));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
