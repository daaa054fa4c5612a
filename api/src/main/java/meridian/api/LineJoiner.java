package meridian.api;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Joins pieces of a street whose ends lie close together, in the order they come, to longer lines. */
final class LineJoiner {
    /** Ends closer than this many Web Mercator units meet: about forty metres at the equator, a junction's width. */
    private static final double MEET = 1e-6;

    private LineJoiner() {}

    private record Cell(long x, long y) {
        static Cell of(double x, double y) {
            return new Cell((long) Math.floor(x / MEET), (long) Math.floor(y / MEET));
        }
    }

    /** @param parts chains of x and y in turn */
    static List<double[]> joined(List<double[]> parts) {
        Map<Cell, List<Integer>> starts = new HashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            double[] part = parts.get(i);
            starts.computeIfAbsent(Cell.of(part[0], part[1]), c -> new ArrayList<>())
                    .add(i);
        }
        boolean[] used = new boolean[parts.size()];
        boolean[] continued = new boolean[parts.size()];
        int[] next = new int[parts.size()];
        for (int i = 0; i < parts.size(); i++) {
            next[i] = following(parts, starts, continued, i);
            if (next[i] >= 0) {
                continued[next[i]] = true;
            }
        }
        List<double[]> lines = new ArrayList<>();
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < parts.size(); i++) {
                // First the heads of lines; what is left then are rings.
                if (!used[i] && (pass == 1 || !continued[i])) {
                    lines.add(chain(parts, next, used, i));
                }
            }
        }
        return lines;
    }

    private static int following(List<double[]> parts, Map<Cell, List<Integer>> starts, boolean[] continued, int i) {
        double[] part = parts.get(i);
        double x = part[part.length - 2];
        double y = part[part.length - 1];
        Cell cell = Cell.of(x, y);
        int best = -1;
        double nearest = MEET;
        for (long dx = -1; dx <= 1; dx++) {
            for (long dy = -1; dy <= 1; dy++) {
                for (int j : starts.getOrDefault(new Cell(cell.x() + dx, cell.y() + dy), List.of())) {
                    double distance = Math.hypot(parts.get(j)[0] - x, parts.get(j)[1] - y);
                    if (j != i && !continued[j] && distance < nearest) {
                        best = j;
                        nearest = distance;
                    }
                }
            }
        }
        return best;
    }

    private static double[] chain(List<double[]> parts, int[] next, boolean[] used, int head) {
        List<double[]> pieces = new ArrayList<>();
        int length = 0;
        for (int i = head; i >= 0 && !used[i]; i = next[i]) {
            used[i] = true;
            pieces.add(parts.get(i));
            length += parts.get(i).length;
        }
        double[] line = new double[length];
        int at = 0;
        for (double[] piece : pieces) {
            System.arraycopy(piece, 0, line, at, piece.length);
            at += piece.length;
        }
        return line;
    }
}
