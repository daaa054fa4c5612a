package meridian.app.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import meridian.app.page.Chart;
import meridian.app.page.Page;
import meridian.app.terminal.Json;
import meridian.bench.statistics.Estimate;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** What belongs to a series as a whole: {@code seeds} as CSV and Parquet, {@code series.json} and {@code summary.html}. */
final class SeriesFiles {
    private static final String SEEDS = """
            CREATE TABLE seeds (
                seed BIGINT, ending VARCHAR, end_s DOUBLE, inserted BIGINT, completed BIGINT, driving INTEGER,
                waiting INTEGER, unroutable BIGINT, rerouted BIGINT, strayed BIGINT, gridlocked INTEGER, travel_s DOUBLE, lost_s DOUBLE,
                standing_s DOUBLE, enter_wait_s DOUBLE, stops DOUBLE, speed_mps DOUBLE)""";
    private static final int BARS = 40;

    private final SeriesReport report;
    private final SeriesSheet sheet;

    SeriesFiles(SeriesReport report, SeriesSheet sheet) {
        this.report = report;
        this.sheet = sheet;
    }

    void write(Path folder) throws IOException {
        try {
            table(folder);
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
        SeriesReport whole = new SeriesReport(
                report.city(),
                report.demand(),
                report.simulated(),
                report.wanted(),
                report.figures(),
                report.runs().stream().map(RunReport::withoutComputing).toList());
        Files.writeString(folder.resolve(ResultFolder.SERIES), Json.text(whole) + "\n");
        Files.writeString(folder.resolve(ResultFolder.SUMMARY), html());
    }

    private void table(Path folder) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            ResultTables.oneThread(statement);
            statement.execute(SEEDS);
            try (DuckDBAppender out = connection.unwrap(DuckDBConnection.class).createAppender("main", "seeds")) {
                for (RunReport run : report.runs()) {
                    append(out, run);
                }
            }
            ResultTables.copy(statement, "seeds", folder);
        }
    }

    private static void append(DuckDBAppender out, RunReport run) throws SQLException {
        out.beginRow();
        out.append(run.seed());
        out.append(run.ending().name());
        out.append(run.endSeconds());
        out.append(run.trips().inserted());
        out.append(run.trips().completed());
        out.append(run.trips().driving());
        out.append(run.trips().waiting());
        out.append(run.trips().unroutable());
        out.append(run.trips().rerouted());
        out.append(run.trips().strayed());
        out.append(run.gridlock().vehicles());
        out.append(ResultTables.tidy(run.travelSeconds().mean()));
        out.append(ResultTables.tidy(run.delaySeconds().mean()));
        out.append(ResultTables.tidy(run.standingSeconds().mean()));
        out.append(ResultTables.tidy(run.enterSeconds().mean()));
        out.append(ResultTables.tidy(run.stops().mean()));
        out.append(ResultTables.tidy(run.speedMps().mean()));
        out.endRow();
    }

    private String html() {
        List<String> below = new ArrayList<>(List.of(report.headline(), report.demand()));
        below.addAll(report.endings());
        Page page = new Page(report.city(), "SIMULATED", below);
        page.wide("Figures over seeds");
        page.table(
                SeriesReport.HEAD,
                report.figures().stream().map(SeriesReport.Figure::cells).toList());
        page.note("The interval holds the true mean over all possible seeds in 95 of 100 such series (Student's t).");
        page.wide("Each seed").charts(strips()).note("A dot is a seed; the bar is the 95 % interval of the mean.");
        page.wide("Mean speed by road, all seeds")
                .html(new SpeedMap(sheet.city().network(), sheet::seconds, sheet::lost).svg());
        Summary.mapNotes(page, sheet.city());
        page.half("Travel times of completed trips, all seeds").html(travelTimes());
        page.half("What is assumed").list(Summary.assumptions(sheet.city(), report.demand()));
        page.note("Each seed has a page of its own, in its folder.");
        return page.toString();
    }

    private List<Page.Drawing> strips() {
        return report.figures().stream()
                .filter(f -> f.highest() > f.lowest())
                .map(SeriesFiles::strip)
                .toList();
    }

    private static Page.Drawing strip(SeriesReport.Figure f) {
        Estimate over = f.over();
        double half = over.halfWidth95() == null ? 0 : over.halfWidth95();
        String title = f.name() + (f.unit().isEmpty() ? "" : ", " + f.unit());
        String chart = Chart.strip(
                title + " of each seed", f.values(), new double[] {over.mean() - half, over.mean(), over.mean() + half
                });
        return new Page.Drawing(title, chart, List.of());
    }

    private String travelTimes() {
        double[] all = sheet.travelMinutes().stream()
                .flatMapToDouble(java.util.Arrays::stream)
                .toArray();
        double longest = report.runs().stream()
                .mapToDouble(r -> r.travelSeconds().percentile95())
                .max()
                .orElse(60);
        return Chart.histogram(
                "Travel times of completed trips of all seeds; the last bar holds all longer ones",
                all,
                Chart.roundUp(longest / 60 * 1.4),
                BARS,
                new Chart.Axis(
                        "minutes; the last bar holds all longer ones", v -> String.format(Locale.ROOT, "%,.1f", v)),
                Chart.Axis.of("trips"),
                List.of());
    }
}
