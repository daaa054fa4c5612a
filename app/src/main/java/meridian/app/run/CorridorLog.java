package meridian.app.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import meridian.model.geo.Point;
import meridian.model.geo.Polyline;
import meridian.model.network.Link;
import meridian.model.network.Movement;
import meridian.model.network.Network;
import meridian.model.signal.Aspect;
import meridian.sim.road.RoadEngine;
import meridian.sim.road.RoadView;

/**
 * Where vehicles were along a corridor in each step, and what its signals showed: the points of a time–space diagram. They are
 * points without identity, as {@link RoadView} gives them; lines appear because vehicles move little in a step.
 *
 * <p>A vehicle belongs to the corridor when it is within its width and drives along it. One thread.
 */
final class CorridorLog {
    private static final double CELL_METERS = 25;
    private static final double BESIDE_METERS = 1.5;
    /** A direction of travel within 45° of the road's. */
    private static final double ALONG_COSINE = Math.cos(Math.PI / 4);

    /** A straight piece: of a link, or through the node behind it. */
    private record Piece(double x, double y, double dx, double dy, double length, double from, double halfWidth) {}

    /**
     * A stop line with a signal.
     *
     * @param meters from the start of the corridor
     * @param group of the movement along the corridor, in {@link RoadView#aspects}
     */
    private record Head(double meters, int group) {}

    private final Network network;
    private final RoadView view;
    private final RoadView.Sample sample = new RoadView.Sample();
    private final List<Piece> pieces = new ArrayList<>();
    private final Map<Long, List<Piece>> cells = new HashMap<>();
    private final List<Head> heads = new ArrayList<>();
    private double length;

    private final List<Double> times = new ArrayList<>();
    private final List<byte[]> aspects = new ArrayList<>();
    /** Points: step, metres from the start, m/s. */
    private int points;

    private int[] step = new int[1024];
    private float[] meters = new float[1024];
    private float[] speed = new float[1024];

    CorridorLog(List<Integer> links, Network network, RoadView view) {
        this.network = network;
        this.view = view;
        for (int i = 0; i < links.size(); i++) {
            Link link = network.link(links.get(i));
            Polyline shape = link.shape();
            for (int p = 1; p < shape.size(); p++) {
                add(shape.x(p - 1), shape.y(p - 1), shape.x(p), shape.y(p), link.widthMeters() / 2);
            }
            if (i + 1 < links.size()) {
                head(links.get(i), links.get(i + 1));
                Point end = shape.last();
                Point next = network.link(links.get(i + 1)).shape().first();
                add(end.xMeters(), end.yMeters(), next.xMeters(), next.yMeters(), link.widthMeters() / 2);
            }
        }
    }

    private void add(double x, double y, double toX, double toY, double halfWidth) {
        double way = Math.hypot(toX - x, toY - y);
        if (way < 1e-3) {
            return;
        }
        Piece piece = new Piece(x, y, (toX - x) / way, (toY - y) / way, way, length, halfWidth + BESIDE_METERS);
        length += way;
        pieces.add(piece);
        double reach = piece.halfWidth + CELL_METERS;
        for (double at = -reach; at <= way + reach; at += CELL_METERS / 2) {
            for (double side = -reach; side <= reach; side += CELL_METERS / 2) {
                List<Piece> near = cells.computeIfAbsent(
                        cell(x + at * piece.dx - side * piece.dy, y + at * piece.dy + side * piece.dx),
                        c -> new ArrayList<>());
                if (!near.contains(piece)) {
                    near.add(piece);
                }
            }
        }
    }

    private static long cell(double x, double y) {
        return ((long) Math.floor(x / CELL_METERS) << 32) ^ ((long) Math.floor(y / CELL_METERS) & 0xffff_ffffL);
    }

    private void head(int from, int to) {
        for (int m : network.movementsFrom(from)) {
            Movement movement = network.movement(m);
            if (movement.toLink() == to && movement.signalled()) {
                heads.add(new Head(length, view.firstGroup(movement.signal()) + movement.group()));
                return;
            }
        }
    }

    void look(RoadEngine engine) {
        view.read(engine, sample);
        for (int i = 0; i < sample.count; i++) {
            place(sample.x[i], sample.y[i], sample.heading[i], sample.speed[i]);
        }
        byte[] all = heads.isEmpty() ? new byte[0] : view.aspects(engine);
        byte[] shown = new byte[heads.size()];
        for (int h = 0; h < shown.length; h++) {
            shown[h] = all[heads.get(h).group];
        }
        aspects.add(shown);
        times.add(engine.timeSeconds());
    }

    private void place(double x, double y, double heading, float mps) {
        for (Piece piece : cells.getOrDefault(cell(x, y), List.of())) {
            double along = (x - piece.x) * piece.dx + (y - piece.y) * piece.dy;
            double beside = Math.abs((y - piece.y) * piece.dx - (x - piece.x) * piece.dy);
            boolean on = along >= 0 && along < piece.length && beside <= piece.halfWidth;
            if (on && Math.cos(heading) * piece.dx + Math.sin(heading) * piece.dy >= ALONG_COSINE) {
                add((float) (piece.from + along), mps);
                return;
            }
        }
    }

    private void add(float at, float mps) {
        if (points == step.length) {
            step = Arrays.copyOf(step, points * 2);
            meters = Arrays.copyOf(meters, points * 2);
            speed = Arrays.copyOf(speed, points * 2);
        }
        step[points] = times.size();
        meters[points] = at;
        speed[points++] = mps;
    }

    double lengthMeters() {
        return length;
    }

    int steps() {
        return times.size();
    }

    double timeSeconds(int ofStep) {
        return times.get(ofStep);
    }

    int points() {
        return points;
    }

    int step(int point) {
        return step[point];
    }

    double meters(int point) {
        return meters[point];
    }

    double speedMps(int point) {
        return speed[point];
    }

    int heads() {
        return heads.size();
    }

    double headMeters(int head) {
        return heads.get(head).meters;
    }

    Aspect aspect(int head, int ofStep) {
        return Aspect.values()[aspects.get(ofStep)[head]];
    }
}
