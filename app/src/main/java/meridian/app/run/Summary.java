package meridian.app.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import meridian.app.city.CityFacts;
import meridian.app.page.Chart;
import meridian.app.page.Page;
import meridian.app.terminal.Words;
import meridian.model.City;
import meridian.model.network.Link;
import meridian.model.network.Network;

/** A run on one page: map, figures, charts, and what is assumed. */
final class Summary {
    private static final int BARS = 40;
    private static final int QUEUES = 6;
    private static final double SHORTEST_METERS = 50;
    private static final Chart.Axis CLOCK = Chart.Axis.clock();

    private final Outcome outcome;
    private final RunReport report;
    private final City city;

    Summary(Outcome outcome) {
        this.outcome = outcome;
        report = outcome.report();
        city = outcome.experiment().city();
    }

    String html() {
        Page page = new Page(report.city(), "SIMULATED", List.of(when(), report.demand()));
        page.wide("Mean speed by road").html(SpeedMap.of(outcome).svg());
        mapNotes(page, city);
        if (!report.events().isEmpty()) {
            page.wide("What was in force").list(report.events());
        }
        page.half("Figures");
        figures(page);
        fundamental(page);
        page.wide("Trips");
        page.charts(List.of(
                new Page.Drawing("Vehicles over time", vehicles(), List.of("on the road", "waiting to enter")),
                new Page.Drawing("Departures and arrivals a minute", flows(), List.of("departures", "arrivals")),
                new Page.Drawing("Travel times of completed trips", travelTimes(), List.of())));
        queues(page);
        outcome.corridor().ifPresent(log -> corridor(page, log));
        page.wide("What is assumed").list(assumptions(city, report.demand()));
        return page.toString();
    }

    private String when() {
        return String.format(
                Locale.ROOT,
                "%s to %s, seed %d, steps of %s s. Ended because %s.",
                Words.clock(report.startSeconds()),
                Words.clock(report.endSeconds()),
                report.seed(),
                report.stepSeconds(),
                report.ending().reason());
    }

    /** What the colours of a map of speeds mean, and whose map it is. */
    static void mapNotes(Page page, City city) {
        page.html(
                "<p class=\"note\">slow " + Page.swatches()
                        + " free, against the speed that drivers want; slow roads are wider; thin grey: nobody drove there</p>\n");
        String source = String.join("; ", CityFacts.of(city).attributions());
        if (!source.isEmpty()) {
            page.note(source);
        }
    }

    private void figures(Page page) {
        RunReport.Trips trips = report.trips();
        List<List<String>> counts = new ArrayList<>(List.of(
                List.of("inserted", Words.count(trips.inserted())),
                List.of("completed", Words.count(trips.completed())),
                List.of("still driving", Words.count(trips.driving())),
                List.of("waiting to enter", Words.count(trips.waiting())),
                List.of("unroutable", Words.count(trips.unroutable())),
                List.of("rerouted", Words.count(trips.rerouted())),
                List.of("ended elsewhere", Words.count(trips.strayed())),
                List.of("changes of way", Words.count(trips.changedWay())),
                List.of("gridlocked", Words.count(report.gridlock().vehicles()))));
        if (!report.events().isEmpty()) {
            counts.add(List.of("diverted at closures", Words.count(trips.diverted())));
            counts.add(List.of("ended before closures", Words.count(trips.endedBefore())));
        }
        page.table(List.of("trips", "count"), counts);
        Spread.Slow speed = report.speedMps();
        page.table(
                List.of("of completed trips", "mean", "95th percentile"),
                List.of(
                        spread("travel time, s", report.travelSeconds()),
                        spread("delay, s", report.delaySeconds()),
                        spread("standing, s", report.standingSeconds()),
                        spread("wait to enter, s", report.enterSeconds()),
                        spread("stops", report.stops()),
                        List.of(
                                "speed, km/h (5th percentile)",
                                number(speed.mean() * 3.6),
                                number(speed.percentile5() * 3.6))));
        report.neverEntered().ifPresent(page::note);
    }

    private static List<String> spread(String what, Spread spread) {
        return List.of(what, number(spread.mean()), number(spread.percentile95()));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%,.1f", value);
    }

    private String vehicles() {
        List<Timeline.Moment> moments = outcome.timeline().moments();
        return Chart.lines(
                "Vehicles on the road and waiting over time",
                moments.stream().mapToDouble(Timeline.Moment::seconds).toArray(),
                List.of(
                        moments.stream().mapToDouble(Timeline.Moment::vehicles).toArray(),
                        moments.stream().mapToDouble(Timeline.Moment::waiting).toArray()),
                CLOCK,
                Chart.Axis.of("vehicles"),
                4);
    }

    private String flows() {
        List<Timeline.Moment> moments = outcome.timeline().moments();
        int n = Math.max(0, moments.size() - 1);
        if (n > 1 && moments.get(n).seconds() - moments.get(n - 1).seconds() < 60) {
            // A minute that has only begun would look like a sudden fall.
            n--;
        }
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
        return Chart.lines(
                "Departures and arrivals a minute",
                x,
                List.of(departed, arrived),
                CLOCK,
                Chart.Axis.of("vehicles a minute"),
                4);
    }

    private String travelTimes() {
        TripSheet trips = outcome.trips();
        double[] minutes = Arrays.stream(trips.ofArrived(trips::travelSeconds))
                .map(s -> s / 60)
                .sorted()
                .toArray();
        double last = Chart.roundUp(report.travelSeconds().percentile95() / 60 * 1.4);
        List<Chart.Mark> marks = new ArrayList<>();
        if (minutes.length > 0) {
            double median = minutes[minutes.length / 2];
            double long95 = report.travelSeconds().percentile95() / 60;
            marks.add(new Chart.Mark(median, "half below " + number(median) + " min"));
            marks.add(new Chart.Mark(long95, "95 % below " + number(long95) + " min"));
        }
        return Chart.histogram(
                "Travel times of completed trips; the last bar holds all longer ones",
                minutes,
                last,
                BARS,
                new Chart.Axis("minutes; the last bar holds all longer ones", Summary::number),
                Chart.Axis.of("trips"),
                marks);
    }

    /** Edie's definitions: vehicle seconds and vehicle metres over the area of road and time. */
    private void fundamental(Page page) {
        LinkSlices slices = outcome.slices();
        Network network = city.network();
        LinkWay way = new LinkWay(network);
        int points = 0;
        double[] density = new double[slices.rows];
        double[] flow = new double[slices.rows];
        for (int row = 0; row < slices.rows; row++) {
            Link link = network.link(slices.link[row]);
            // On shorter ones a single vehicle is already a high density.
            if (link.lengthMeters() >= SHORTEST_METERS) {
                double area = way.kilometers(slices.link[row])
                        * link.lanes().size()
                        * slices.span(row).seconds();
                density[points] = slices.seconds[row] / area;
                flow[points++] = slices.meters[row] / 1000 / area * 3600;
            }
        }
        if (points == 0) {
            return;
        }
        density = Arrays.copyOf(density, points);
        flow = Arrays.copyOf(flow, points);
        page.half("Fundamental diagram")
                .html(Chart.cells(
                        "Flow over density of all links and slices of time",
                        density,
                        flow,
                        reach(density, 20),
                        reach(flow, 400),
                        Chart.Axis.of("density, vehicles a km and lane"),
                        Chart.Axis.of("Flow, vehicles an hour and lane,")))
                .note(String.format(
                        Locale.ROOT,
                        "Each link of 50 m or more in each slice of %.0f min; darker: met more often. The steep edge on the left is free"
                                + " traffic, what lies below it was slowed down by signals and queues.",
                        report.sliceSeconds() / 60));
    }

    /** Where nearly all values lie: single short links can be far beyond. */
    private static double reach(double[] values, double least) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return Math.max(least, sorted[(int) (0.998 * (sorted.length - 1))] * 1.05);
    }

    private void queues(Page page) {
        QueueLog log = outcome.queues();
        List<Integer> links = log.longest(QUEUES);
        if (links.isEmpty()) {
            return;
        }
        List<double[]> profiles = links.stream().map(log::profile).toList();
        double most = profiles.stream().flatMapToDouble(Arrays::stream).max().orElse(1);
        List<Page.Drawing> charts = new ArrayList<>();
        for (int i = 0; i < links.size(); i++) {
            String chart = Chart.lines(
                    "Standing vehicles on " + name(links.get(i)),
                    log.times(),
                    List.of(profiles.get(i)),
                    CLOCK,
                    Chart.Axis.of(""),
                    most);
            charts.add(new Page.Drawing(name(links.get(i)), chart, List.of()));
        }
        page.wide("Where most vehicles stood")
                .charts(charts)
                .note(String.format(
                        Locale.ROOT,
                        "Vehicles that stand on a link, looked at every %.0f s; planned stops left out. All on one scale.",
                        QueueLog.EVERY_SECONDS));
    }

    private String name(int link) {
        Link of = city.network().link(link);
        return of.name().isBlank() ? "link " + of.id() : of.name() + " (link " + of.id() + ")";
    }

    private void corridor(Page page, CorridorLog log) {
        List<Integer> links = outcome.experiment().watch().corridor();
        if (log.points() == 0) {
            page.wide("Time–space diagram").note("Nobody drove along the corridor.");
            return;
        }
        TimeSpace diagram = new TimeSpace(log);
        page.wide("Time–space diagram")
                .html("<div class=\"scroll\">" + diagram.svg() + "</div>\n")
                .html("<p class=\"note\">standing " + Page.swatches()
                        + " 50 km/h or more; across the way: red and amber</p>\n")
                .note(String.format(
                        Locale.ROOT,
                        "From %s to %s, %s, %,.0f m. Each dot is a vehicle in one step; the %s shown are those with most.",
                        name(links.getFirst()),
                        name(links.getLast()),
                        Words.plural(links.size(), "link"),
                        log.lengthMeters(),
                        Words.plural(Math.round((diagram.endSeconds() - diagram.beginSeconds()) / 60), "minute")));
    }

    /** What a reader has to know before believing. */
    static List<String> assumptions(City city, String demand) {
        CityFacts facts = CityFacts.of(city);
        List<String> items = new ArrayList<>();
        items.add("Nothing here was measured in a street; drivers follow a model.");
        items.add(demand);
        items.add(Words.count(facts.signals().assumed()) + " of "
                + Words.plural(facts.signals().controllers(), "signal") + " run a plan that Meridian computed.");
        facts.roads()
                .assumedLinks()
                .forEach((what, count) ->
                        items.add("Not stated by the source: the " + what + " of " + Words.plural(count, "link")
                                + " of " + Words.count(facts.roads().links()) + "."));
        if (!facts.onEarth()) {
            items.add("The source does not say where on earth this city is.");
        }
        return items;
    }
}
