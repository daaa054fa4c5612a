package meridian.app.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import meridian.app.city.CityFacts;
import meridian.app.terminal.Words;

/**
 * A run on one page that can be kept and sent: map, charts, figures, and what is assumed. It needs nothing from anywhere, and
 * its policy forbids the browser to ask for anything.
 */
final class Summary {
    private static final int BARS = 30;

    private final Outcome outcome;
    private final RunReport report;
    private final CityFacts city;

    Summary(Outcome outcome) {
        this.outcome = outcome;
        report = outcome.report();
        city = CityFacts.of(outcome.experiment().city());
    }

    String html() {
        String style = style();
        String name = escaped(report.city());
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-%s'">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="dark light">
                <title>%s, simulated</title>
                <style>%s</style>
                </head>
                <body>
                <header><h1>%s</h1><p class="chip">SIMULATED</p>
                <p>%s to %s, seed %d, steps of %s s. %s</p></header>
                <main>
                <section><h2>Mean speed by road</h2>
                %s<p class="legend">slow %s free; wider is slower; thin grey: nobody drove there</p>
                <p class="source">%s</p></section>
                <section><h2>Figures</h2>
                %s</section>
                <section><h2>Vehicles over time</h2>
                %s<p class="legend"><span class="key a"></span> on the road <span class="key b"></span> waiting to enter</p></section>
                <section><h2>Departures and arrivals a minute</h2>
                %s<p class="legend"><span class="key a"></span> departures <span class="key b"></span> arrivals</p></section>
                <section><h2>Travel times of completed trips, minutes</h2>
                %s</section>
                <section><h2>What is assumed</h2>
                <ul>
                %s</ul></section>
                </main>
                </body>
                </html>
                """.formatted(
                        hash(style),
                        name,
                        style,
                        name,
                        Words.clock(report.startSeconds()),
                        Words.clock(report.endSeconds()),
                        report.seed(),
                        report.stepSeconds(),
                        escaped(report.demand()),
                        new SpeedMap(outcome).svg(),
                        swatches(),
                        escaped(String.join("; ", city.attributions())),
                        table(),
                        vehicles(),
                        flows(),
                        travelTimes(),
                        assumptions());
    }

    private static String style() {
        return """
                :root{--ground:#eef0ee;--text:#26313c;--muted:#56626f;--quiet:#9aa4ad;--panel:#fff;%s}
                @media (prefers-color-scheme:dark){:root{--ground:#0a0e13;--text:#c3ced9;--muted:#8b98a6;--quiet:#46525f;--panel:#0e141a;%s}}
                body{margin:0 auto;max-width:62rem;padding:1rem;background:var(--ground);color:var(--text);font:1rem/1.5 system-ui,sans-serif}
                h1{margin:0}h2{font-size:1.1rem;margin:1.5rem 0 .5rem}
                section>svg{display:block;width:100%%;background:var(--panel);border-radius:.5rem}
                .chip{display:inline-block;margin:.25rem 0;padding:0 .6rem;border:1px solid currentColor;border-radius:1rem;font-weight:600}
                .map path{fill:none;stroke-linejoin:round;stroke-linecap:round}
                .quiet{stroke:var(--quiet);stroke-width:1}
                %s
                .line{fill:none;stroke-width:2}.a{stroke:var(--s9)}.b{stroke:var(--s2);stroke-dasharray:6 3}
                .bar{fill:var(--s9)}.grid{stroke:var(--quiet);stroke-width:.5}
                text{fill:var(--muted);font-size:12px}.end{text-anchor:end}.middle{text-anchor:middle}
                .legend,.source{color:var(--muted);font-size:.9rem;margin:.3rem 0}
                .key{display:inline-block;width:1.6rem;border-top:3px solid var(--s9);vertical-align:middle}.key.b{border-top:3px dashed var(--s2)}
                .swatch{display:inline-block;width:1rem;height:.7rem}
                table{border-collapse:collapse}td,th{padding:.15rem 1rem .15rem 0;text-align:right}td:first-child,th:first-child{text-align:left}
                """.formatted(SpeedColours.css(false), SpeedColours.css(true), shadeRules());
    }

    /** Slow roads are wider: the second channel, for whoever does not see the first. */
    private static String shadeRules() {
        StringBuilder rules = new StringBuilder();
        for (int i = 0; i < SpeedColours.SHADES; i++) {
            double width = 3 + 6.0 * (SpeedColours.SHADES - 1 - i) / (SpeedColours.SHADES - 1);
            rules.append(String.format(
                    Locale.ROOT,
                    ".s%d{stroke:var(--s%d);stroke-width:%.1f}.swatch.w%d{background:var(--s%d)}",
                    i,
                    i,
                    width,
                    i,
                    i));
        }
        return rules.toString();
    }

    private static String swatches() {
        StringBuilder spans = new StringBuilder();
        for (int i = 0; i < SpeedColours.SHADES; i++) {
            spans.append("<span class=\"swatch w").append(i).append("\"></span>");
        }
        return spans.toString();
    }

    private String table() {
        RunReport.Trips trips = report.trips();
        StringBuilder html = new StringBuilder("<table>\n");
        row(html, "th", "trips", "count", "");
        row(html, "td", "inserted", Words.count(trips.inserted()), "");
        row(html, "td", "completed", Words.count(trips.completed()), "");
        row(html, "td", "still driving", Words.count(trips.driving()), "");
        row(html, "td", "waiting to enter", Words.count(trips.waiting()), "");
        row(html, "td", "unroutable", Words.count(trips.unroutable()), "");
        row(html, "td", "rerouted", Words.count(trips.rerouted()), "");
        row(html, "td", "gridlocked", Words.count(report.gridlock().vehicles()), "");
        row(html, "th", "of completed trips", "mean", "95th percentile");
        spread(html, "travel time, s", report.travelSeconds());
        spread(html, "delay, s", report.delaySeconds());
        spread(html, "wait to enter, s", report.enterSeconds());
        spread(html, "stops", report.stops());
        Spread.Slow speed = report.speedMps();
        row(html, "td", "speed, km/h (5th percentile)", number(speed.mean() * 3.6), number(speed.percentile5() * 3.6));
        return html.append("</table>\n<p>Ended because ")
                .append(report.ending().reason())
                .append(".</p>\n")
                .toString();
    }

    private static void spread(StringBuilder html, String what, Spread spread) {
        row(html, "td", what, number(spread.mean()), number(spread.percentile95()));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%,.1f", value);
    }

    private static void row(StringBuilder html, String cell, String... cells) {
        html.append("<tr>");
        for (String text : cells) {
            html.append('<')
                    .append(cell)
                    .append('>')
                    .append(text)
                    .append("</")
                    .append(cell)
                    .append('>');
        }
        html.append("</tr>\n");
    }

    private String vehicles() {
        List<Timeline.Moment> moments = outcome.timeline().moments();
        return Chart.lines(
                "Vehicles on the road and waiting over time",
                moments.stream().mapToDouble(Timeline.Moment::seconds).toArray(),
                List.of(
                        moments.stream().mapToDouble(Timeline.Moment::vehicles).toArray(),
                        moments.stream().mapToDouble(Timeline.Moment::waiting).toArray()),
                Words::clock);
    }

    private String flows() {
        List<Timeline.Moment> moments = outcome.timeline().moments();
        int n = Math.max(0, moments.size() - 1);
        double[] x = new double[n];
        double[] departed = new double[n];
        double[] arrived = new double[n];
        for (int i = 0; i < n; i++) {
            Timeline.Moment before = moments.get(i);
            Timeline.Moment after = moments.get(i + 1);
            double minutes = Math.max(1, (after.seconds() - before.seconds()) / 60);
            x[i] = after.seconds();
            departed[i] = (after.departed() - before.departed()) / minutes;
            arrived[i] = (after.arrived() - before.arrived()) / minutes;
        }
        return Chart.lines("Departures and arrivals a minute", x, List.of(departed, arrived), Words::clock);
    }

    private String travelTimes() {
        TripSheet trips = outcome.trips();
        double[] minutes = Arrays.stream(trips.ofArrived(trips::travelSeconds))
                .map(s -> s / 60)
                .toArray();
        double last = Math.max(1, Math.ceil(report.travelSeconds().percentile95() / 60 * 1.5));
        return Chart.histogram(
                "Travel times of completed trips; the last bar holds all longer ones",
                minutes,
                last,
                BARS,
                value -> String.format(Locale.ROOT, "%.1f", value));
    }

    private String assumptions() {
        StringBuilder items = new StringBuilder();
        item(items, "Nothing here was measured in a street; drivers follow a model.");
        item(items, report.demand());
        item(
                items,
                Words.count(city.signals().assumed()) + " of "
                        + Words.plural(city.signals().controllers(), "signal") + " run a plan that Meridian computed.");
        city.roads()
                .assumedLinks()
                .forEach((what, count) -> item(
                        items,
                        "The " + what + " of " + Words.plural(count, "link") + " of "
                                + Words.count(city.roads().links()) + " was not stated by the source."));
        if (!city.onEarth()) {
            item(items, "The source does not say where on earth this city is.");
        }
        return items.toString();
    }

    private static void item(StringBuilder items, String text) {
        items.append("<li>").append(escaped(text)).append("</li>\n");
    }

    /** Names come from other people's files. */
    static String escaped(String text) {
        return text.chars()
                .mapToObj(c -> switch (c) {
                    case '<' -> "&lt;";
                    case '>' -> "&gt;";
                    case '&' -> "&amp;";
                    case '"' -> "&quot;";
                    case '\'' -> "&#39;";
                    default -> String.valueOf((char) c);
                })
                .collect(Collectors.joining());
    }

    private static String hash(String style) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return Base64.getEncoder().encodeToString(digest.digest(style.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
