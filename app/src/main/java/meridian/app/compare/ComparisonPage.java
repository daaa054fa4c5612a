package meridian.app.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import meridian.app.page.Chart;
import meridian.app.page.LinkDrawing;
import meridian.app.page.Page;
import meridian.app.page.SpeedColours;
import meridian.app.terminal.Words;
import meridian.bench.statistics.Estimate;
import meridian.bench.statistics.Geh;
import meridian.model.geo.LonLat;
import meridian.model.geo.Polyline;
import meridian.model.geo.TransverseMercator;

/** A comparison on one page: figures with their intervals, where speeds changed, and flows against each other. */
public final class ComparisonPage {
    private static final int LINKS_SHOWN = 20;
    /** Changes of speed are drawn in full colour from here on, km/h. */
    private static final double FULL_KMH = 15;
    /** Smaller ones are no change, km/h. */
    private static final double NO_CHANGE_KMH = 2;

    private static final double FARTHEST_PERCENT = 60;

    private final Comparison comparison;
    private final Map<String, String> shapes;

    /** @param shapes of links as WKT in degrees; without any there is no map */
    public ComparisonPage(Comparison comparison, Map<String, String> shapes) {
        this.comparison = comparison;
        this.shapes = Map.copyOf(shapes);
    }

    public String html() {
        Page page = new Page(
                "B against A",
                "SIMULATED",
                List.of(
                        ComparisonText.side("A", comparison.a()),
                        ComparisonText.side("B", comparison.b()),
                        ComparisonText.seeds(comparison)));
        page.half("Figures")
                .table(
                        ComparisonText.HEAD,
                        comparison.figures().stream().map(ComparisonText::cells).toList())
                .note("Differences are paired by seed. Sure: the 95 % interval (Student's t) leaves 0 out.");
        forest(page);
        Comparison.Links links = comparison.links();
        if (links != null) {
            map(page);
            flows(page, links);
            changes(page);
        }
        if (!comparison.notes().isEmpty()) {
            page.wide("To know").list(comparison.notes());
        }
        return page.toString();
    }

    private void forest(Page page) {
        List<Chart.Whisker> whiskers = new ArrayList<>();
        for (Comparison.Figure f : comparison.figures()) {
            Double percent = f.percent();
            if (percent != null) {
                Estimate d = f.difference();
                double half = d.halfWidth95() == null ? 0 : 100 * d.halfWidth95() / f.a().mean();
                whiskers.add(new Chart.Whisker(
                        f.name(), percent - half, percent, percent + half, ComparisonText.signed(percent) + " %"));
            }
        }
        page.half("Change against A, per cent")
                .html(Chart.forest("Change of each figure with its interval", whiskers, FARTHEST_PERCENT))
                .note("Dots at the edge lie beyond it.");
    }

    private void map(Page page) {
        List<String> names = shapes.keySet().stream().sorted().toList();
        if (names.isEmpty()) {
            return;
        }
        TransverseMercator plane = TransverseMercator.centredAt(first(shapes.get(names.getFirst())));
        List<Polyline> lines = names.stream()
                .map(n -> line(Objects.requireNonNull(shapes.get(n)), plane))
                .toList();
        Map<String, Double> change = new java.util.HashMap<>();
        for (Comparison.LinkPair pair : comparison.linkPairs()) {
            if (pair.kmhDifference() != null) {
                change.put(pair.link(), pair.kmhDifference().mean());
            }
        }
        LinkDrawing drawing =
                new LinkDrawing(lines, names.stream().map(n -> false).toList());
        page.wide("Where it became slower or faster")
                .html(drawing.svg("Map of changes of speed by road", i -> style(change.get(names.get(i)))))
                .html("<p class=\"note\">slower by 15 km/h " + Page.swatches()
                        + " faster by 15 km/h; thin grey: less than 2 km/h, or nobody drove there</p>\n");
    }

    private static String style(@org.jspecify.annotations.Nullable Double kmh) {
        if (kmh == null || Math.abs(kmh) < NO_CHANGE_KMH) {
            return "z quiet";
        }
        return "change s" + SpeedColours.shade(0.5 + kmh / FULL_KMH / 2);
    }

    private static LonLat first(@org.jspecify.annotations.Nullable String wkt) {
        return places(Objects.requireNonNull(wkt)).getFirst();
    }

    private static Polyline line(String wkt, TransverseMercator plane) {
        return Polyline.of(places(wkt).stream().map(plane::toPlane).toList());
    }

    private static List<LonLat> places(String wkt) {
        String inside = wkt.substring(wkt.indexOf('(') + 1, wkt.lastIndexOf(')'));
        return Arrays.stream(inside.split(","))
                .map(pair -> pair.strip().split("\\s+"))
                .map(pair -> new LonLat(Double.parseDouble(pair[0]), Double.parseDouble(pair[1])))
                .toList();
    }

    private void flows(Page page, Comparison.Links links) {
        List<Comparison.LinkPair> pairs = comparison.linkPairs();
        page.half("Flows by link, vehicles an hour")
                .html(Chart.scatter(
                        "Hourly flow of each link in B over A",
                        pairs.stream().mapToDouble(Comparison.LinkPair::flowA).toArray(),
                        pairs.stream().mapToDouble(Comparison.LinkPair::flowB).toArray(),
                        Chart.Axis.of("A"),
                        Chart.Axis.of("B"),
                        x -> Geh.below(x, Geh.GOOD),
                        x -> Geh.above(x, Geh.GOOD)))
                .note(ComparisonText.agreement(links).getFirst() + " The band is where it is below 5.");
        List<Comparison.LinkPair> both =
                pairs.stream().filter(p -> p.kmhA() != null && p.kmhB() != null).toList();
        if (!both.isEmpty()) {
            page.half("Speeds by link, km/h")
                    .html(Chart.scatter(
                            "Speed on each link in B over A",
                            both.stream()
                                    .mapToDouble(p -> Objects.requireNonNull(p.kmhA()))
                                    .toArray(),
                            both.stream()
                                    .mapToDouble(p -> Objects.requireNonNull(p.kmhB()))
                                    .toArray(),
                            Chart.Axis.of("A"),
                            Chart.Axis.of("B"),
                            x -> 0.9 * x,
                            x -> 1.1 * x))
                    .note(ComparisonText.agreement(links).getLast() + " The band is 10 % wide to both sides.");
        }
    }

    private void changes(Page page) {
        page.half("Links whose flows differ most")
                .table(
                        ComparisonText.LINK_HEAD,
                        comparison.linkPairs().stream()
                                .limit(LINKS_SHOWN)
                                .map(ComparisonText::cells)
                                .toList());
        List<Comparison.LinkPair> slowed = comparison.linkPairs().stream()
                .filter(p -> p.kmhDifference() != null && p.kmhDifference().differsFromZero())
                .sorted(Comparator.comparingDouble(
                        p -> -Math.abs(Objects.requireNonNull(p.kmhDifference()).mean())))
                .limit(LINKS_SHOWN)
                .toList();
        if (!slowed.isEmpty()) {
            page.half("Links whose speeds surely differ most")
                    .table(
                            List.of("link", "A km/h", "B km/h", "B − A", "95 % interval"),
                            slowed.stream().map(ComparisonPage::speeds).toList());
        }
        page.note(Words.plural(comparison.linkPairs().size(), "link") + " had traffic in A or B.");
    }

    private static List<String> speeds(Comparison.LinkPair p) {
        Estimate difference = Objects.requireNonNull(p.kmhDifference());
        return List.of(
                p.link(),
                ComparisonText.number(Objects.requireNonNull(p.kmhA())),
                ComparisonText.number(Objects.requireNonNull(p.kmhB())),
                ComparisonText.signed(difference.mean()),
                ComparisonText.interval(difference));
    }
}
