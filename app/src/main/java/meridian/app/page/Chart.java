package meridian.app.page;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;

/** Charts as SVG, with axes that people can read. Coordinates are the drawing's own. */
public final class Chart {
    private static final int WIDTH = 600;
    private static final int USUAL_HEIGHT = 230;
    private static final int LEFT = 64;
    private static final int BOTTOM = 44;
    private static final int TOP = 12;
    private static final int RIGHT = 14;
    private static final int TICKS = 4;
    /** Shades of a cell by how often it was met. */
    private static final int DEPTHS = 6;

    private final StringBuilder svg = new StringBuilder();
    private final int height;
    private final double minX;
    private final double maxX;
    private final double maxY;

    private Chart(String title, int height, double minX, double maxX, double highest) {
        this.height = height;
        this.minX = minX;
        this.maxX = maxX > minX ? maxX : minX + 1;
        this.maxY = roundUp(highest);
        add("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n", WIDTH, height, Page.escaped(title));
    }

    private void add(String pattern, Object... values) {
        svg.append(String.format(Locale.ROOT, pattern, values));
    }

    /** What stands along an axis: what it is, and how a value is written. */
    public record Axis(String name, DoubleFunction<String> label) {
        public static Axis of(String name) {
            return new Axis(name, v -> String.format(Locale.ROOT, "%,.0f", v));
        }

        public static Axis clock() {
            return new Axis("", v -> String.format(Locale.ROOT, "%02d:%02d", (long) v / 3600, (long) v / 60 % 60));
        }
    }

    /**
     * Lines over time.
     *
     * @param x of all series, rising
     * @param series each as long as x; drawn in the styles a, b, …
     * @param least the vertical axis reaches at least so far
     */
    public static String lines(String title, double[] x, List<double[]> series, Axis across, Axis up, double least) {
        double highest = series.stream().flatMapToDouble(Arrays::stream).max().orElse(1);
        Chart chart = new Chart(
                title,
                USUAL_HEIGHT,
                x.length == 0 ? 0 : x[0],
                x.length == 0 ? 1 : x[x.length - 1],
                Math.max(least, highest));
        chart.axes(across, up);
        char style = 'a';
        for (double[] y : series) {
            StringBuilder points = new StringBuilder();
            for (int i = 0; i < x.length; i++) {
                points.append(String.format(Locale.ROOT, "%.1f,%.1f ", chart.x(x[i]), chart.y(y[i])));
            }
            chart.add(
                    "<polyline class=\"line %s\" points=\"%s\"/>\n",
                    style++, points.toString().strip());
        }
        return chart.end();
    }

    /** A value that is marked in a chart, with a word. */
    public record Mark(double at, String word) {}

    /** How many values fall into each of some equal ranges from 0 on; the last one holds all larger values. */
    public static String histogram(
            String title, double[] values, double last, int ranges, Axis across, Axis up, List<Mark> marks) {
        int[] counts = new int[ranges];
        for (double value : values) {
            counts[(int) Math.clamp(value / last * ranges, 0, ranges - 1)]++;
        }
        Chart chart = new Chart(
                title, USUAL_HEIGHT, 0, last, Arrays.stream(counts).max().orElse(1));
        chart.axes(across, up);
        for (int i = 0; i < ranges; i++) {
            double from = chart.x(last * i / ranges);
            double to = chart.x(last * (i + 1) / ranges);
            double top = chart.y(counts[i]);
            chart.add(
                    "<rect class=\"bar\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>\n",
                    from + 0.5, top, to - from - 1, chart.y(0) - top);
        }
        int row = 0;
        for (Mark mark : marks) {
            double x = chart.x(Math.min(mark.at, last));
            chart.add("<path class=\"mark\" d=\"M%.1f %dV%.1f\"/>", x, TOP, chart.y(0));
            boolean before = x > WIDTH * 0.7;
            chart.add(
                    "<text class=\"warm%s\" x=\"%.1f\" y=\"%d\">%s</text>\n",
                    before ? " end" : "", x + (before ? -5 : 5), TOP + 12 + 15 * row++, Page.escaped(mark.word));
        }
        return chart.end();
    }

    /** How often pairs of values were met: a cell is the darker the more pairs lie in it. Values beyond the edges are left out. */
    public static String cells(String title, double[] x, double[] y, double lastX, double lastY, Axis across, Axis up) {
        int columns = 110;
        int rows = 56;
        int height = 340;
        Chart chart = new Chart(title, height, 0, roundUp(lastX), lastY);
        int[][] counts = new int[rows][columns];
        int most = 1;
        for (int i = 0; i < x.length; i++) {
            int column = (int) (x[i] / chart.maxX * columns);
            int row = (int) (y[i] / chart.maxY * rows);
            if (column >= 0 && column < columns && row >= 0 && row < rows) {
                most = Math.max(most, ++counts[row][column]);
            }
        }
        chart.axes(across, up);
        double width = (chart.x(chart.maxX) - LEFT) / columns;
        double tall = (chart.y(0) - TOP) / rows;
        for (int depth = 1; depth <= DEPTHS; depth++) {
            StringBuilder path = new StringBuilder();
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    if (depth(counts[row][column], most) == depth) {
                        path.append(String.format(
                                Locale.ROOT,
                                "M%.1f %.1fh%.1fv%.1fh-%.1fz",
                                LEFT + column * width,
                                chart.y(0) - (row + 1) * tall,
                                width,
                                tall,
                                width));
                    }
                }
            }
            if (!path.isEmpty()) {
                chart.add("<path class=\"bar\" fill-opacity=\"%.2f\" d=\"%s\"/>\n", 0.25 + 0.75 * depth / DEPTHS, path);
            }
        }
        return chart.end();
    }

    /** By the logarithm: most cells are met once. */
    private static int depth(int count, int most) {
        if (count == 0) {
            return 0;
        }
        double share = most == 1 ? 1 : Math.log(count) / Math.log(most);
        return 1 + (int) Math.round(share * (DEPTHS - 1));
    }

    /**
     * One value a seed as dots over each other, and the 95 % interval of their mean as a bar below.
     *
     * @param interval from, mean, to; from and to are the mean where there is no interval
     */
    public static String strip(String title, List<Double> values, double[] interval) {
        int height = 54;
        double low =
                Math.min(interval[0], values.stream().mapToDouble(v -> v).min().orElse(0));
        double high =
                Math.max(interval[2], values.stream().mapToDouble(v -> v).max().orElse(1));
        double room = high > low ? (high - low) * 0.06 : Math.max(1, Math.abs(high) * 0.05);
        Chart chart = new Chart(title, height, low - room, high + room, 4);
        for (double value : values) {
            chart.add("<circle class=\"dot\" cx=\"%.1f\" cy=\"12\" r=\"6\"/>", chart.x(value));
        }
        chart.add(
                "<path class=\"whisker\" d=\"M%.1f 28H%.1f\"/><circle class=\"middle-dot\" cx=\"%.1f\" cy=\"28\" r=\"5\"/>\n",
                chart.x(interval[0]), chart.x(interval[2]), chart.x(interval[1]));
        chart.add("<text x=\"%d\" y=\"48\">%s</text>", LEFT, label(low - room, high - low));
        chart.add("<text class=\"end\" x=\"%d\" y=\"48\">%s</text>\n", WIDTH - RIGHT, label(high + room, high - low));
        return chart.end();
    }

    /**
     * Pairs of values as dots, the line on which they would be equal, and a band around it.
     *
     * @param least how far below x, and how far above, still counts as near, for a value x
     */
    public static String scatter(
            String title,
            double[] x,
            double[] y,
            Axis across,
            Axis up,
            DoubleUnaryOperator least,
            DoubleUnaryOperator most) {
        double last = roundUp(Math.max(
                Arrays.stream(x).max().orElse(1), Arrays.stream(y).max().orElse(1)));
        Chart chart = new Chart(title, 420, 0, last, last);
        chart.axes(across, up);
        StringBuilder upper = new StringBuilder();
        StringBuilder lower = new StringBuilder();
        for (int i = 0; i <= 60; i++) {
            double at = last * i / 60;
            upper.append(chart.point(at, Math.min(last, most.applyAsDouble(at))));
            lower.insert(0, chart.point(at, Math.max(0, least.applyAsDouble(at))));
        }
        chart.add("<polygon class=\"band\" points=\"%s%s\"/>", upper, lower);
        chart.add(
                "<path class=\"mark\" d=\"M%.1f %.1fL%.1f %.1f\"/>\n",
                chart.x(0), chart.y(0), chart.x(last), chart.y(last));
        StringBuilder dots = new StringBuilder();
        for (int i = 0; i < x.length; i++) {
            dots.append(String.format(Locale.ROOT, "M%.1f %.1fh0", chart.x(x[i]), chart.y(y[i])));
        }
        chart.add("<path class=\"dots\" d=\"%s\"/>\n", dots);
        return chart.end();
    }

    private String point(double x, double y) {
        return String.format(Locale.ROOT, "%.1f,%.1f ", x(x), y(y));
    }

    /** A value with its interval; both ends are the value where there is none. */
    public record Whisker(String name, double from, double at, double to, String words) {}

    /**
     * Values with their intervals under each other, around a line at 0.
     *
     * @param farthest what is farther from 0 is drawn at the edge
     */
    public static String forest(String title, List<Whisker> whiskers, double farthest) {
        double reach = whiskers.stream()
                .mapToDouble(w -> Math.max(Math.abs(w.from), Math.abs(w.to)))
                .max()
                .orElse(1);
        reach = Math.clamp(reach * 1.08, 1e-9, farthest);
        int row = 30;
        int left = 150;
        int height = row * whiskers.size() + 24;
        double middle = left + (WIDTH - left - RIGHT - 90) / 2.0;
        double unit = (WIDTH - left - RIGHT - 90) / 2.0 / reach;
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n<path class=\"grid\" d=\"M%.1f 4V%d\"/>\n",
                WIDTH,
                height,
                Page.escaped(title),
                middle,
                height - 20));
        for (int i = 0; i < whiskers.size(); i++) {
            Whisker w = whiskers.get(i);
            int y = 18 + row * i;
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"0\" y=\"%d\">%s</text><path class=\"whisker\" d=\"M%.1f %dH%.1f\"/>"
                            + "<circle class=\"middle-dot\" cx=\"%.1f\" cy=\"%d\" r=\"6\"/>"
                            + "<text class=\"end\" x=\"%d\" y=\"%d\">%s</text>\n",
                    y + 4,
                    Page.escaped(w.name),
                    middle + unit * Math.clamp(w.from, -reach, reach),
                    y,
                    middle + unit * Math.clamp(w.to, -reach, reach),
                    middle + unit * Math.clamp(w.at, -reach, reach),
                    y,
                    WIDTH - 4,
                    y + 4,
                    Page.escaped(w.words)));
        }
        return svg.append(String.format(
                        Locale.ROOT,
                        "<text class=\"middle\" x=\"%.1f\" y=\"%d\">0</text>\n</svg>\n",
                        middle,
                        height - 6))
                .toString();
    }

    private static String label(double value, double range) {
        return String.format(Locale.ROOT, range < 3 ? "%,.2f" : range < 30 ? "%,.1f" : "%,.0f", value);
    }

    private void axes(Axis across, Axis up) {
        for (int i = 0; i <= TICKS; i++) {
            double value = maxY * i / TICKS;
            double y = y(value);
            add("<path class=\"grid\" d=\"M%d %.1fH%d\"/>", LEFT, y, WIDTH - RIGHT);
            add("<text class=\"end\" x=\"%d\" y=\"%.1f\">%s</text>\n", LEFT - 6, y + 4, up.label.apply(value));
            double at = minX + (maxX - minX) * i / TICKS;
            String where = i == 0 ? "start" : i == TICKS ? "end" : "middle";
            add(
                    "<text class=\"%s\" x=\"%.1f\" y=\"%d\">%s</text>\n",
                    where, x(at), height - BOTTOM + 18, across.label.apply(at));
        }
        String words =
                across.name.isEmpty() || up.name.isEmpty() ? across.name + up.name : up.name + " over " + across.name;
        add(
                "<text class=\"middle\" x=\"%d\" y=\"%d\">%s</text>\n",
                (WIDTH + LEFT) / 2, height - 8, Page.escaped(words));
    }

    private String end() {
        return svg.append("</svg>\n").toString();
    }

    private double x(double value) {
        return LEFT + (value - minX) / (maxX - minX) * (WIDTH - LEFT - RIGHT);
    }

    private double y(double value) {
        return height - BOTTOM - value / maxY * (height - BOTTOM - TOP);
    }

    /** To the next number that four ticks divide well. */
    public static double roundUp(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(value, 4))));
        for (double times : new double[] {1, 1.2, 1.6, 2, 2.4, 3.2, 4, 6, 8}) {
            if (times * power >= value) {
                return Math.max(4, times * power);
            }
        }
        return 12 * power;
    }
}
