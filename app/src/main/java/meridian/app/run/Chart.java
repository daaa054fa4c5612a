package meridian.app.run;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** Small charts as SVG, with axes that people can read. Coordinates are the drawing's own, 600 by 220. */
final class Chart {
    private static final int WIDTH = 600;
    private static final int HEIGHT = 220;
    private static final int LEFT = 56;
    private static final int BOTTOM = 30;
    private static final int TOP = 12;
    private static final int RIGHT = 12;
    private static final int TICKS = 4;

    private final StringBuilder svg = new StringBuilder();
    private final double minX;
    private final double maxX;
    private final double maxY;

    private Chart(String title, double minX, double maxX, double highest) {
        this.minX = minX;
        this.maxX = maxX > minX ? maxX : minX + 1;
        this.maxY = roundUp(highest);
        svg.append(String.format(
                Locale.ROOT, "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n", WIDTH, HEIGHT, title));
    }

    /**
     * Lines over time.
     *
     * @param x of all series, rising
     * @param series each as long as x; drawn in the styles a, b, …
     */
    static String lines(String title, double[] x, List<double[]> series, DoubleFunction<String> label) {
        double highest =
                series.stream().flatMapToDouble(java.util.Arrays::stream).max().orElse(1);
        Chart chart = new Chart(title, x.length == 0 ? 0 : x[0], x.length == 0 ? 1 : x[x.length - 1], highest);
        chart.axes(label);
        char style = 'a';
        for (double[] y : series) {
            StringBuilder points = new StringBuilder();
            for (int i = 0; i < x.length; i++) {
                points.append(String.format(Locale.ROOT, "%.1f,%.1f ", chart.x(x[i]), chart.y(y[i])));
            }
            chart.svg
                    .append("<polyline class=\"line ")
                    .append(style++)
                    .append("\" points=\"")
                    .append(points.toString().strip())
                    .append("\"/>\n");
        }
        return chart.end();
    }

    /** How many values fall into each of some equal ranges from 0 on. */
    static String histogram(String title, double[] values, double last, int ranges, DoubleFunction<String> label) {
        int[] counts = new int[ranges];
        for (double value : values) {
            counts[(int) Math.clamp(value / last * ranges, 0, ranges - 1)]++;
        }
        Chart chart =
                new Chart(title, 0, last, java.util.Arrays.stream(counts).max().orElse(1));
        chart.axes(label);
        for (int i = 0; i < ranges; i++) {
            double from = chart.x(last * i / ranges);
            double to = chart.x(last * (i + 1) / ranges);
            double top = chart.y(counts[i]);
            chart.svg.append(String.format(
                    Locale.ROOT,
                    "<rect class=\"bar\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>\n",
                    from + 0.5,
                    top,
                    to - from - 1,
                    HEIGHT - BOTTOM - top));
        }
        return chart.end();
    }

    private void axes(DoubleFunction<String> label) {
        for (int i = 0; i <= TICKS; i++) {
            double value = maxY * i / TICKS;
            double y = y(value);
            svg.append(String.format(
                    Locale.ROOT,
                    "<path class=\"grid\" d=\"M%d %.1fH%d\"/><text class=\"end\" x=\"%d\" y=\"%.1f\">%,.0f</text>\n",
                    LEFT,
                    y,
                    WIDTH - RIGHT,
                    LEFT - 6,
                    y + 4,
                    value));
            double at = minX + (maxX - minX) * i / TICKS;
            String where = i == 0 ? "start" : i == TICKS ? "end" : "middle";
            svg.append(String.format(
                    Locale.ROOT,
                    "<text class=\"%s\" x=\"%.1f\" y=\"%d\">%s</text>\n",
                    where,
                    x(at),
                    HEIGHT - 8,
                    label.apply(at)));
        }
    }

    private String end() {
        return svg.append("</svg>\n").toString();
    }

    private double x(double value) {
        return LEFT + (value - minX) / (maxX - minX) * (WIDTH - LEFT - RIGHT);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - value / maxY * (HEIGHT - BOTTOM - TOP);
    }

    /** To the next number that four ticks divide well. */
    private static double roundUp(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(value, 4))));
        for (double times : new double[] {1, 1.2, 1.6, 2, 2.4, 3.2, 4, 6, 8}) {
            if (times * power >= value) {
                return Math.max(4, times * power);
            }
        }
        return 12 * power;
    }
}
