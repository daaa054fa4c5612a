package meridian.sim.road;

import meridian.model.geo.Polyline;

/** A movement's path, sampled evenly, that can tell where another one comes close. Used while a network is built. */
final class TurnPath {
    /** Two vehicles on paths closer than this touch: two half widths of 0.9 m and a hand's breadth. */
    private static final double TOUCHING_METERS = 2.0;

    private static final double TOUCHING_SQUARED = TOUCHING_METERS * TOUCHING_METERS;
    private static final int SAMPLES = 20;
    private static final int HALVINGS = 5;

    private final double[] x = new double[SAMPLES + 1];
    private final double[] y = new double[SAMPLES + 1];

    /** Result of {@link #touch}: where the stretch begins and ends, as shares of this path. */
    double from;

    double to;

    TurnPath(Polyline shape) {
        double length = shape.lengthMeters();
        int piece = 0;
        for (int i = 0; i <= SAMPLES; i++) {
            double along = length * i / SAMPLES;
            while (piece < shape.size() - 2 && shape.alongMeters(piece + 1) < along) {
                piece++;
            }
            double span = shape.alongMeters(piece + 1) - shape.alongMeters(piece);
            double share = span <= 0 ? 0 : Math.clamp((along - shape.alongMeters(piece)) / span, 0, 1);
            x[i] = shape.x(piece) + share * (shape.x(piece + 1) - shape.x(piece));
            y[i] = shape.y(piece) + share * (shape.y(piece + 1) - shape.y(piece));
        }
    }

    /** Finds where this path comes close to the other; all of it where it never seems to. */
    void touch(TurnPath other) {
        int first = -1;
        int last = -1;
        for (int i = 0; i <= SAMPLES; i++) {
            if (other.near(x[i], y[i])) {
                first = first < 0 ? i : first;
                last = i;
            }
        }
        from = first <= 0 ? 0 : border(other, first - 1, first);
        to = first < 0 || last == SAMPLES ? 1 : border(other, last + 1, last);
    }

    /** Share of this path that stays close to the other from their common start. */
    double together(TurnPath other) {
        for (int i = 1; i <= SAMPLES; i++) {
            if (!other.near(x[i], y[i])) {
                return (double) i / SAMPLES;
            }
        }
        return 1;
    }

    /** Where along the path, as a share of it, it comes close, between a sample that is far and the next one, that is near. */
    private double border(TurnPath other, int far, int near) {
        double outside = 0;
        double inside = 1;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (outside + inside) / 2;
            if (other.near(x[far] + middle * (x[near] - x[far]), y[far] + middle * (y[near] - y[far]))) {
                inside = middle;
            } else {
                outside = middle;
            }
        }
        return (far + outside * (near - far)) / SAMPLES;
    }

    private boolean near(double px, double py) {
        for (int i = 0; i < SAMPLES; i++) {
            double dx = x[i + 1] - x[i];
            double dy = y[i + 1] - y[i];
            double ox = px - x[i];
            double oy = py - y[i];
            double square = dx * dx + dy * dy;
            double dot = ox * dx + oy * dy;
            if (dot > 0 && square > 0) {
                double t = Math.min(1, dot / square);
                ox -= t * dx;
                oy -= t * dy;
            }
            if (ox * ox + oy * oy < TOUCHING_SQUARED) {
                return true;
            }
        }
        return false;
    }
}
