package meridian.app.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import meridian.app.terminal.TextTable;
import meridian.app.terminal.Words;
import meridian.bench.statistics.Estimate;

/** A comparison in words and numbers, for a screen and for tables of a page. */
public final class ComparisonText {
    private static final int LINKS_SHOWN = 10;

    private ComparisonText() {}

    /** For a screen. */
    public static List<String> lines(Comparison c) {
        List<String> lines = new ArrayList<>();
        lines.addAll(Words.wrap(side("A", c.a()), TextTable.COLUMNS));
        lines.addAll(Words.wrap(side("B", c.b()), TextTable.COLUMNS));
        lines.addAll(Words.wrap(seeds(c), TextTable.COLUMNS));
        lines.add("");
        TextTable figures = new TextTable().head(HEAD.toArray(String[]::new));
        c.figures().forEach(f -> figures.row(cells(f).toArray(String[]::new)));
        lines.addAll(figures.lines());
        lines.add("");
        Comparison.Links links = c.links();
        if (links != null) {
            agreement(links).forEach(text -> lines.addAll(Words.wrap(text, TextTable.COLUMNS)));
            lines.add("");
            TextTable worst = new TextTable().head(LINK_HEAD.toArray(String[]::new));
            c.linkPairs().stream().limit(LINKS_SHOWN).forEach(p -> worst.row(cells(p).toArray(String[]::new)));
            lines.addAll(worst.lines());
        }
        c.notes().forEach(note -> lines.addAll(Words.wrap(note, TextTable.COLUMNS)));
        return lines;
    }

    static final List<String> HEAD = List.of("mean", "A", "B", "B − A", "95 % interval", "change", "sure");

    static final List<String> LINK_HEAD = List.of("link", "A veh/h", "B veh/h", "GEH", "A km/h", "B km/h", "B − A");

    static String side(String letter, Comparison.Side side) {
        return letter + ": " + side.place() + " (" + side.title() + ", " + Words.plural(side.seeds(), "seed") + ")";
    }

    static String seeds(Comparison c) {
        return c.seeds().equals(List.of(-1L))
                ? "One run each; without several seeds nobody can say how much is chance."
                : c.seeds().size() == 1
                        ? "Seed " + c.seeds().getFirst() + "; without several seeds nobody can say how much is chance."
                        : Words.count(c.seeds().size()) + " seeds, paired.";
    }

    /** Name, A, B, difference, interval, percent, and whether the interval leaves 0 out. */
    static List<String> cells(Comparison.Figure f) {
        String unit = f.unit().isEmpty() ? "" : " " + f.unit();
        return List.of(
                f.name(),
                number(f.a().mean()) + unit,
                number(f.b().mean()) + unit,
                signed(f.difference().mean()) + unit,
                interval(f.difference()),
                f.percent() == null ? "-" : signed(f.percent()) + " %",
                sure(f.difference()));
    }

    static List<String> cells(Comparison.LinkPair p) {
        return List.of(
                p.link(),
                number(p.flowA()),
                number(p.flowB()),
                number(p.geh()),
                p.kmhA() == null ? "-" : number(p.kmhA()),
                p.kmhB() == null ? "-" : number(p.kmhB()),
                p.kmhDifference() == null ? "-" : signed(p.kmhDifference().mean()));
    }

    static String interval(Estimate e) {
        return e.halfWidth95() == null ? "-" : "± " + number(e.halfWidth95());
    }

    static String sure(Estimate e) {
        return e.halfWidth95() == null ? "-" : e.differsFromZero() ? "yes" : "no";
    }

    static List<String> agreement(Comparison.Links links) {
        List<String> texts = new ArrayList<>();
        texts.add(String.format(
                Locale.ROOT,
                "Flows from %s to %s: GEH below 5 on %.1f %% of %s.",
                Words.clock(links.beginSeconds()),
                Words.clock(links.endSeconds()),
                100 * links.gehBelow5(),
                Words.plural(links.count(), "link")));
        Estimate speed = links.speedDifferenceKmh();
        if (speed != null) {
            String width = speed.halfWidth95() == null ? "" : " " + interval(speed);
            texts.add("Speed by link, B − A: " + signed(speed.mean()) + width + " km/h on average, without sign "
                    + number(links.speedErrorKmh()) + " km/h.");
        }
        return texts;
    }

    static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= 1000 ? "%,.0f" : "%.1f", value);
    }

    static String signed(double value) {
        String text = number(Math.abs(value));
        boolean nothing = text.matches("0(\\.0)?");
        return nothing ? text : (value < 0 ? "−" : "+") + text;
    }
}
