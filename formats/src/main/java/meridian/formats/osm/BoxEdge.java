package meridian.formats.osm;

import java.util.ArrayList;
import java.util.List;
import meridian.model.geo.Box;
import meridian.model.geo.Point;

/** Walks clockwise along the edge of a box, from its north-western corner. */
final class BoxEdge {
    private final Box box;
    private final double perimeter;

    BoxEdge(Box box) {
        this.box = box;
        this.perimeter = 2 * (box.widthMeters() + box.heightMeters());
    }

    /** Closed rings from chains that begin and end on the edge: each goes on, clockwise, with the next one that begins. */
    List<List<Point>> closed(List<List<Point>> chains) {
        List<List<Point>> rings = new ArrayList<>();
        List<List<Point>> left = new ArrayList<>(chains);
        while (!left.isEmpty()) {
            List<Point> start = left.removeLast();
            List<Point> ring = new ArrayList<>(start);
            while (true) {
                double from = clockwise(ring.getLast());
                List<Point> next = start;
                for (List<Point> chain : left) {
                    next = ahead(from, chain) < ahead(from, next) ? chain : next;
                }
                addCorners(ring, from, ahead(from, next));
                if (next == start) {
                    ring.add(start.getFirst());
                    break;
                }
                left.remove(next);
                ring.addAll(next);
            }
            rings.add(ring);
        }
        return rings;
    }

    private double ahead(double from, List<Point> chain) {
        double distance = clockwise(chain.getFirst()) - from;
        return distance < 0 ? distance + perimeter : distance;
    }

    /**
     * Adds the corners that are passed. A side that is passed as a whole is all sea, and so is most likely what lies beyond:
     * its corners are moved out, or a map that shows more than the box would end the sea with a line.
     */
    private void addCorners(List<Point> ring, double from, double distance) {
        double w = box.widthMeters();
        double h = box.heightMeters();
        double[] corners = {w, w + h, 2 * w + h, perimeter};
        List<Integer> passed = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            double corner = corners[i % 4] + (i < 4 ? 0 : perimeter);
            if (corner > from && corner < from + distance) {
                passed.add(i % 4);
            }
        }
        for (int k = 0; k < passed.size(); k++) {
            int corner = passed.get(k);
            Point place = corner(corner);
            place = k > 0 ? beyond(place, (corner + 3) % 4) : place;
            ring.add(k + 1 < passed.size() ? beyond(place, corner) : place);
        }
    }

    /** A point moved out of the box, across the side that begins with this corner. */
    private Point beyond(Point at, int corner) {
        double far = perimeter;
        return switch (corner) {
            case 0 -> new Point(at.xMeters() + far, at.yMeters());
            case 1 -> new Point(at.xMeters(), at.yMeters() - far);
            case 2 -> new Point(at.xMeters() - far, at.yMeters());
            default -> new Point(at.xMeters(), at.yMeters() + far);
        };
    }

    private Point corner(int i) {
        return switch (i) {
            case 0 -> new Point(box.maxX(), box.maxY());
            case 1 -> new Point(box.maxX(), box.minY());
            case 2 -> new Point(box.minX(), box.minY());
            default -> new Point(box.minX(), box.maxY());
        };
    }

    /** How far along the edge a point on it lies, m. */
    private double clockwise(Point at) {
        double w = box.widthMeters();
        double h = box.heightMeters();
        double toNorth = box.maxY() - at.yMeters();
        double toEast = box.maxX() - at.xMeters();
        double toSouth = at.yMeters() - box.minY();
        double toWest = at.xMeters() - box.minX();
        double least = Math.min(Math.min(toNorth, toSouth), Math.min(toEast, toWest));
        if (least == toNorth) {
            return toWest;
        }
        if (least == toEast) {
            return w + toNorth;
        }
        return least == toSouth ? w + h + toEast : 2 * w + h + toSouth;
    }

    /** The point of the edge nearest to one inside the box. */
    static Point nearest(Point at, Box box) {
        double toNorth = box.maxY() - at.yMeters();
        double toEast = box.maxX() - at.xMeters();
        double toSouth = at.yMeters() - box.minY();
        double toWest = at.xMeters() - box.minX();
        double least = Math.min(Math.min(toNorth, toSouth), Math.min(toEast, toWest));
        if (least == toNorth) {
            return new Point(at.xMeters(), box.maxY());
        }
        if (least == toEast) {
            return new Point(box.maxX(), at.yMeters());
        }
        return least == toSouth ? new Point(at.xMeters(), box.minY()) : new Point(box.minX(), at.yMeters());
    }

    /** The box itself as a ring, clockwise. */
    static List<Point> outline(Box box) {
        return List.of(
                new Point(box.minX(), box.maxY()),
                new Point(box.maxX(), box.maxY()),
                new Point(box.maxX(), box.minY()),
                new Point(box.minX(), box.minY()),
                new Point(box.minX(), box.maxY()));
    }

    /** The parts of a chain that lie in a box (Liang and Barsky, 1984). */
    static List<List<Point>> clip(List<Point> chain, Box box) {
        List<List<Point>> parts = new ArrayList<>();
        List<Point> part = new ArrayList<>();
        for (int i = 0; i + 1 < chain.size(); i++) {
            Point a = chain.get(i);
            Point b = chain.get(i + 1);
            double[] span = inside(a, b, box);
            if (span[0] > span[1]) {
                continue;
            }
            Point from = span[0] == 0 ? a : between(a, b, span[0]);
            if (part.isEmpty() || !part.getLast().equals(from)) {
                part = new ArrayList<>();
                parts.add(part);
                part.add(from);
            }
            part.add(span[1] == 1 ? b : between(a, b, span[1]));
        }
        parts.removeIf(p -> p.size() < 2);
        return parts;
    }

    private static Point between(Point a, Point b, double share) {
        return new Point(
                a.xMeters() + share * (b.xMeters() - a.xMeters()), a.yMeters() + share * (b.yMeters() - a.yMeters()));
    }

    /** From where to where, as shares of the way from a to b, a segment lies in a box; nowhere if the first is larger. */
    private static double[] inside(Point a, Point b, Box box) {
        double dx = b.xMeters() - a.xMeters();
        double dy = b.yMeters() - a.yMeters();
        double[] steps = {-dx, dx, -dy, dy};
        double[] room = {
            a.xMeters() - box.minX(), box.maxX() - a.xMeters(), a.yMeters() - box.minY(), box.maxY() - a.yMeters()
        };
        double from = 0;
        double to = 1;
        for (int i = 0; i < 4; i++) {
            if (steps[i] == 0) {
                to = room[i] < 0 ? -1 : to;
            } else if (steps[i] < 0) {
                from = Math.max(from, room[i] / steps[i]);
            } else {
                to = Math.min(to, room[i] / steps[i]);
            }
        }
        return new double[] {from, to};
    }
}
