package meridian.app.signals;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import meridian.app.page.Chart;
import meridian.app.page.Page;
import meridian.app.terminal.Words;
import meridian.bench.statistics.Estimate;

/** Deciders beside each other on one page: figures with intervals, what each changes, and what others published of the city. */
public final class SignalReport {
    private static final double FARTHEST_PERCENT = 100;
    private static final List<String> HEAD = List.of(
            "decider",
            "delay, s",
            "a person, s",
            "approach, s",
            "trip, s",
            "stops",
            "longest, s",
            "arrived",
            "outside",
            "refused",
            "held by the guard");

    private final List<SignalComparison> comparisons;
    private final String rules;

    /** @param rules one sentence: under which the figures were made */
    public SignalReport(List<SignalComparison> comparisons, String rules) {
        this.comparisons = List.copyOf(comparisons);
        this.rules = rules;
    }

    public String html() {
        Page page = new Page("Signals", "SIMULATED", List.of(rules));
        for (SignalComparison comparison : comparisons) {
            page.wide(title(comparison)).table(HEAD, rows(comparison));
            page.note(
                    "Means over seeds; ± is the 95 % interval (Student's t). Delay: lost against everybody's wanted speed, waiting outside"
                            + " included; a person: the same by people; approach: time on approaches to signals, as published with CityFlow; trip:"
                            + " from the wished departure on.");
            changes(page, comparison);
            published(page, comparison);
        }
        return page.toString();
    }

    private static String title(SignalComparison comparison) {
        return String.format(
                Locale.ROOT,
                "%s, demand %.2f, %s",
                comparison.title(),
                comparison.demand(),
                Words.plural(comparison.seeds(), "seed"));
    }

    private static List<List<String>> rows(SignalComparison comparison) {
        return comparison.deciders().stream()
                .map(row -> List.of(
                        row.decider(),
                        SignalComparison.text(row.delaySeconds(), 1),
                        SignalComparison.text(row.personDelaySeconds(), 1),
                        SignalComparison.text(row.approachSeconds(), 1),
                        SignalComparison.text(row.tripSeconds(), 1),
                        SignalComparison.text(row.stops(), 2),
                        SignalComparison.text(row.longestStandSeconds(), 0),
                        SignalComparison.text(row.arrived(), 0),
                        SignalComparison.text(row.outside(), 0),
                        Words.count(row.refused()),
                        String.format(
                                Locale.ROOT, "%.1f %%", 100 * row.heldShare().mean())))
                .toList();
    }

    private static void changes(Page page, SignalComparison comparison) {
        SignalComparison.Row first = comparison.deciders().getFirst();
        double base = first.delaySeconds().mean();
        List<Chart.Whisker> whiskers = new ArrayList<>();
        for (SignalComparison.Row row : comparison.deciders()) {
            if (!row.decider().equals(first.decider()) && base > 0) {
                Estimate difference = row.delayAgainstFirst();
                Double half = difference.halfWidth95();
                double percent = 100 * difference.mean() / base;
                double wide = half == null ? 0 : 100 * half / base;
                String words = String.format(Locale.ROOT, "%+.0f %%", percent).replace('-', '−');
                whiskers.add(new Chart.Whisker(row.decider(), percent - wide, percent, percent + wide, words));
            }
        }
        if (!whiskers.isEmpty()) {
            page.half("Delay against " + first.decider() + ", per cent")
                    .html(Chart.forest("Change of delay with its interval", whiskers, FARTHEST_PERCENT))
                    .note("Paired by seed: the same trips and the same chance.");
        }
    }

    private void published(Page page, SignalComparison comparison) {
        List<PublishedFigure> figures = PublishedFigure.of(comparison.city());
        if (figures.isEmpty()) {
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        for (SignalComparison.Row row : comparison.deciders()) {
            rows.add(List.of(
                    row.decider() + ", here",
                    SignalComparison.text(row.approachSeconds(), 1),
                    "approach time",
                    "as above",
                    "as above",
                    ""));
        }
        for (PublishedFigure figure : figures) {
            rows.add(List.of(
                    figure.controller(),
                    String.format(Locale.ROOT, "%.1f", figure.seconds()),
                    figure.measure(),
                    figure.everySeconds() + " s",
                    figure.change(),
                    figure.source()));
        }
        page.half("Beside what was published")
                .table(List.of("controller", "s", "mean of", "decides every", "between greens", "source"), rows)
                .note("Ours: " + rules
                        + " The published figures have no legal ambers and clearances; only --protocol published and"
                        + " published_eight are made as they are. Approach time leaves waiting outside out.");
    }
}
