package meridian.app.run;

import java.util.Locale;
import meridian.app.page.SpeedColours;
import meridian.app.terminal.Words;
import meridian.model.signal.Aspect;

/**
 * A time–space diagram as SVG: time to the right, way upwards, a dot for each vehicle and step in the colour of its speed, and
 * what the signals along the corridor showed. It shows the busiest stretch of time that still can be read.
 */
final class TimeSpace {
    private static final int WIDTH = 1200;
    private static final int HEIGHT = 560;
    private static final int LEFT = 64;
    private static final int BOTTOM = 34;
    private static final int TOP = 10;
    private static final int RIGHT = 16;
    private static final double SHOWN_SECONDS = 1200;
    private static final int TICKS = 5;
    /** Side of a dot. Browsers take seconds for a drawing with a dot in each unit. */
    private static final int DOT = 2;

    /** From here on a vehicle counts as free, m/s: 50 km/h. */
    private static final double FREE_MPS = 13.9;

    private final CorridorLog log;
    private final int firstStep;
    private final int lastStep;

    TimeSpace(CorridorLog log) {
        this.log = log;
        firstStep = busiest();
        lastStep = stepAt(log.timeSeconds(firstStep) + SHOWN_SECONDS);
    }

    double beginSeconds() {
        return log.timeSeconds(firstStep);
    }

    double endSeconds() {
        return log.timeSeconds(lastStep);
    }

    private int stepAt(double seconds) {
        int step = log.steps() - 1;
        while (step > 0 && log.timeSeconds(step) > seconds) {
            step--;
        }
        return step;
    }

    /** The first step of the stretch with most points. */
    private int busiest() {
        long[] before = new long[log.steps() + 1];
        for (int p = 0; p < log.points(); p++) {
            before[log.step(p) + 1]++;
        }
        for (int s = 0; s < log.steps(); s++) {
            before[s + 1] += before[s];
        }
        int best = 0;
        long most = -1;
        int end = 0;
        for (int s = 0; s < log.steps(); s++) {
            while (end < log.steps() && log.timeSeconds(end) <= log.timeSeconds(s) + SHOWN_SECONDS) {
                end++;
            }
            if (before[end] - before[s] > most) {
                most = before[end] - before[s];
                best = s;
            }
            if (end == log.steps()) {
                break;
            }
        }
        return best;
    }

    String svg() {
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg class=\"long\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Time–space diagram of the corridor\">\n",
                WIDTH,
                HEIGHT));
        axes(svg);
        dots(svg);
        for (int head = 0; head < log.heads(); head++) {
            signal(svg, head, "red", Aspect.RED);
            signal(svg, head, "amber", Aspect.AMBER);
        }
        return svg.append("</svg>\n").toString();
    }

    private void axes(StringBuilder svg) {
        for (int i = 0; i <= TICKS; i++) {
            double meters = log.lengthMeters() * i / TICKS;
            double seconds = beginSeconds() + (endSeconds() - beginSeconds()) * i / TICKS;
            svg.append(String.format(
                    Locale.ROOT,
                    "<path class=\"grid\" d=\"M%d %.1fH%d\"/><text class=\"end\" x=\"%d\" y=\"%.1f\">%,.0f m</text>"
                            + "<text class=\"%s\" x=\"%.1f\" y=\"%d\">%s</text>\n",
                    LEFT,
                    y(meters),
                    WIDTH - RIGHT,
                    LEFT - 6,
                    y(meters) + 4,
                    meters,
                    i == 0 ? "start" : i == TICKS ? "end" : "middle",
                    x(seconds),
                    HEIGHT - 10,
                    Words.clock(seconds)));
        }
    }

    /** One cell of the drawing is dotted once; neighbours in a row are drawn as one stroke. */
    private void dots(StringBuilder svg) {
        int columns = (WIDTH - LEFT - RIGHT) / DOT;
        int rows = (HEIGHT - BOTTOM - TOP) / DOT;
        byte[][] shade = new byte[rows + 1][columns + 2];
        for (int p = 0; p < log.points(); p++) {
            if (log.step(p) >= firstStep && log.step(p) <= lastStep) {
                int column = (int) (x(log.timeSeconds(log.step(p))) - LEFT) / DOT;
                int row = (int) (y(log.meters(p)) - TOP) / DOT;
                byte own = (byte) (1 + SpeedColours.shade(log.speedMps(p) / FREE_MPS));
                byte there = shade[row][column];
                shade[row][column] = there == 0 ? own : (byte) Math.min(there, own);
            }
        }
        StringBuilder[] paths = new StringBuilder[SpeedColours.SHADES];
        for (int row = 0; row <= rows; row++) {
            for (int column = 0; column <= columns; column++) {
                byte own = shade[row][column];
                if (own > 0) {
                    int end = column;
                    while (shade[row][end + 1] == own) {
                        end++;
                    }
                    StringBuilder path = paths[own - 1] == null ? new StringBuilder() : paths[own - 1];
                    paths[own - 1] = path;
                    path.append('M').append(LEFT + DOT * column).append(' ').append(TOP + DOT * row + 1);
                    path.append('h').append(DOT * (end - column + 1));
                    column = end;
                }
            }
        }
        for (int s = 0; s < paths.length; s++) {
            if (paths[s] != null) {
                svg.append("<path class=\"p")
                        .append(s)
                        .append("\" d=\"")
                        .append(paths[s])
                        .append("\"/>\n");
            }
        }
    }

    private void signal(StringBuilder svg, int head, String style, Aspect aspect) {
        StringBuilder path = new StringBuilder();
        for (int step = firstStep; step <= lastStep; step++) {
            if (log.aspect(head, step) == aspect) {
                int end = step;
                while (end < lastStep && log.aspect(head, end + 1) == aspect) {
                    end++;
                }
                path.append(String.format(
                        Locale.ROOT,
                        "M%.1f %.1fH%.1f",
                        x(log.timeSeconds(step)),
                        y(log.headMeters(head)),
                        x(log.timeSeconds(end)) + 0.5));
                step = end;
            }
        }
        if (!path.isEmpty()) {
            svg.append("<path class=\"")
                    .append(style)
                    .append("\" d=\"")
                    .append(path)
                    .append("\"/>\n");
        }
    }

    private double x(double seconds) {
        double span = Math.max(1, endSeconds() - beginSeconds());
        return LEFT + (seconds - beginSeconds()) / span * (WIDTH - LEFT - RIGHT);
    }

    private double y(double meters) {
        return HEIGHT - BOTTOM - meters / log.lengthMeters() * (HEIGHT - BOTTOM - TOP);
    }
}
