package meridian.bench.theory;

import java.util.List;
import java.util.Locale;

/** Density against flow as a picture: an SVG that asks for nothing. The same points give the same bytes. */
final class FundamentalDiagram {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 460;
    private static final int LEFT = 70;
    private static final int RIGHT = 20;
    private static final int TOP = 56;
    private static final int BOTTOM = 54;
    private static final double MOST_PER_KM = 140;
    private static final double MOST_PER_HOUR = 2_200;
    private static final List<String> COLOURS = List.of("#1f5fa8", "#b5521b", "#3d7a37");

    /** @param name of the model */
    record Series(String name, List<RingRoad.Point> points) {
        Series {
            points = List.copyOf(points);
        }
    }

    private final StringBuilder out = new StringBuilder();

    private FundamentalDiagram() {}

    static String svg(List<Series> all) {
        FundamentalDiagram diagram = new FundamentalDiagram();
        diagram.frame();
        for (int i = 0; i < all.size(); i++) {
            diagram.series(all.get(i), i);
        }
        return diagram.out.append("</svg>\n").toString();
    }

    private void frame() {
        line(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"13\">",
                WIDTH, HEIGHT);
        line("<title>Fundamental diagram: flow over density on a ring of one lane, limit 50 km/h</title>");
        line("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", WIDTH, HEIGHT);
        for (int perHour = 0; perHour <= MOST_PER_HOUR; perHour += 500) {
            line("<path d=\"M%d %.1fH%d\" stroke=\"#d9dde2\"/>", LEFT, y(perHour), WIDTH - RIGHT);
            text(LEFT - 8, y(perHour) + 4, "end", String.format(Locale.ROOT, "%,d", perHour));
        }
        for (int perKm = 0; perKm <= MOST_PER_KM; perKm += 20) {
            line("<path d=\"M%.1f %dV%d\" stroke=\"#d9dde2\"/>", x(perKm), TOP, HEIGHT - BOTTOM);
            text(x(perKm), HEIGHT - BOTTOM + 18, "middle", Integer.toString(perKm));
        }
        text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 12, "middle", "density, vehicles/km");
        text(LEFT, 20, "start", "Flow, vehicles/h, on a ring of one lane, limit 50 km/h; SIMULATED");
    }

    private void series(Series series, int number) {
        String colour = COLOURS.get(number % COLOURS.size());
        StringBuilder path = new StringBuilder();
        for (RingRoad.Point p : series.points()) {
            path.append(String.format(
                    Locale.ROOT, "%s%.1f %.1f", path.isEmpty() ? "M" : "L", x(p.densityPerKm()), y(p.flowPerHour())));
        }
        line("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-opacity=\"0.45\"/>", path, colour);
        for (RingRoad.Point p : series.points()) {
            mark(number, x(p.densityPerKm()), y(p.flowPerHour()), colour);
        }
        double at = LEFT + 12 + 120.0 * number;
        mark(number, at, 38, colour);
        text(at + 12, 42, "start", series.name());
    }

    /** A disc, a square or a triangle: colour alone does not tell everybody. */
    private void mark(int number, double x, double y, String colour) {
        if (number == 0) {
            line("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"/>", x, y, colour);
        } else if (number == 1) {
            line("<rect x=\"%.1f\" y=\"%.1f\" width=\"7\" height=\"7\" fill=\"%s\"/>", x - 3.5, y - 3.5, colour);
        } else {
            line("<path d=\"M%.1f %.1fl5 8h-10z\" fill=\"%s\"/>", x, y - 5, colour);
        }
    }

    private void text(double x, double y, String anchor, String words) {
        line("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"#23292f\">%s</text>", x, y, anchor, words);
    }

    private void line(String pattern, Object... values) {
        out.append(String.format(Locale.ROOT, pattern, values)).append('\n');
    }

    private static double x(double perKm) {
        return LEFT + (WIDTH - LEFT - RIGHT) * perKm / MOST_PER_KM;
    }

    private static double y(double perHour) {
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * perHour / MOST_PER_HOUR;
    }
}
