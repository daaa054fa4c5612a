package meridian.sim.demand;

import java.util.Arrays;
import meridian.model.geo.Box;
import meridian.model.geo.Point;
import meridian.model.geo.Polyline;
import meridian.model.network.Network;

/**
 * Finds the link nearest to a place, among some links. Their pieces lie in square cells; cells are searched in rings until no
 * nearer piece can come. Immutable after construction.
 */
final class NearestLink {
    static final int NONE = -1;

    private static final double CELL_METERS = 100;
    private static final int MOST_RINGS = 30;

    private final Box box;
    private final int columns;
    private final int rows;
    /** Pieces of cell c are {@code first[c] .. first[c + 1] - 1}. */
    private final int[] first;
    /** Link of piece p and the number of its piece. */
    private final int[] link;

    private final int[] piece;
    private final Network network;

    /** @param links indices of the links to find */
    NearestLink(Network network, int[] links) {
        this.network = network;
        this.box = network.box();
        this.columns = 1 + (int) (box.widthMeters() / CELL_METERS);
        this.rows = 1 + (int) (box.heightMeters() / CELL_METERS);
        this.first = new int[columns * rows + 1];
        forEachCell(links, (cell, l, i) -> first[cell + 1]++);
        for (int c = 0; c < columns * rows; c++) {
            first[c + 1] += first[c];
        }
        this.link = new int[first[columns * rows]];
        this.piece = new int[link.length];
        int[] filled = first.clone();
        forEachCell(links, (cell, l, i) -> {
            link[filled[cell]] = l;
            piece[filled[cell]++] = i;
        });
    }

    private interface PieceInCell {
        void at(int cell, int link, int piece);
    }

    private void forEachCell(int[] links, PieceInCell visit) {
        for (int l : links) {
            Polyline shape = network.link(l).shape();
            for (int i = 0; i + 1 < shape.size(); i++) {
                int c0 = column(Math.min(shape.x(i), shape.x(i + 1)));
                int c1 = column(Math.max(shape.x(i), shape.x(i + 1)));
                int r0 = row(Math.min(shape.y(i), shape.y(i + 1)));
                int r1 = row(Math.max(shape.y(i), shape.y(i + 1)));
                for (int r = r0; r <= r1; r++) {
                    for (int c = c0; c <= c1; c++) {
                        visit.at(r * columns + c, l, i);
                    }
                }
            }
        }
    }

    private int column(double x) {
        return Math.clamp((int) Math.floor((x - box.minX()) / CELL_METERS), 0, columns - 1);
    }

    private int row(double y) {
        return Math.clamp((int) Math.floor((y - box.minY()) / CELL_METERS), 0, rows - 1);
    }

    /** The nearest link, or NONE where there is none within 3 km. Of equally near ones the place decides, by chance. */
    int to(Point place) {
        int column = column(place.xMeters());
        int row = row(place.yMeters());
        double best = Double.POSITIVE_INFINITY;
        int found = NONE;
        int ties = 0;
        for (int ring = 0; ring <= MOST_RINGS; ring++) {
            for (int r = row - ring; r <= row + ring; r++) {
                boolean edge = Math.abs(r - row) == ring;
                for (int c = column - ring; c <= column + ring; c += edge || ring == 0 ? 1 : 2 * ring) {
                    if (r < 0 || r >= rows || c < 0 || c >= columns) {
                        continue;
                    }
                    for (int p = first[r * columns + c]; p < first[r * columns + c + 1]; p++) {
                        double square = square(place, p);
                        if (square < best - 1e-6) {
                            best = square;
                            found = link[p];
                            ties = 1;
                        } else if (square < best + 1e-6 && link[p] != found && chance(place, ++ties)) {
                            found = link[p];
                        }
                    }
                }
            }
            double searched = margin(place, column, row) + ring * CELL_METERS;
            if (best <= searched * searched) {
                break;
            }
        }
        return found;
    }

    /** Distance from a place to the nearest side of its cell, m; 0 outside the box. */
    private double margin(Point place, int column, int row) {
        double x = (place.xMeters() - box.minX()) / CELL_METERS - column;
        double y = (place.yMeters() - box.minY()) / CELL_METERS - row;
        return CELL_METERS * Math.max(0, Math.min(Math.min(x, 1 - x), Math.min(y, 1 - y)));
    }

    /** True once in so many, always the same for a place: both directions of a street drawn as one line get houses. */
    private static boolean chance(Point place, int in) {
        return Math.floorMod(Arrays.hashCode(new double[] {place.xMeters(), place.yMeters()}), in) == 0;
    }

    private double square(Point place, int p) {
        Polyline shape = network.link(link[p]).shape();
        int i = piece[p];
        double dx = shape.x(i + 1) - shape.x(i);
        double dy = shape.y(i + 1) - shape.y(i);
        double length = dx * dx + dy * dy;
        double ax = place.xMeters() - shape.x(i);
        double ay = place.yMeters() - shape.y(i);
        double t = length == 0 ? 0 : Math.clamp((ax * dx + ay * dy) / length, 0, 1);
        double px = ax - t * dx;
        double py = ay - t * dy;
        return px * px + py * py;
    }
}
