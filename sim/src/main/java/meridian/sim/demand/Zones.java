package meridian.sim.demand;

import java.util.Arrays;
import java.util.BitSet;
import meridian.model.geo.Box;
import meridian.model.geo.Point;
import meridian.model.network.Network;

/** Square cells of the city with streets in them; trips are spread between them. Immutable. */
final class Zones {
    static final int NONE = -1;
    /** More zones make matrices larger than they are worth. */
    private static final int MOST = 1_000;

    /** Zone of link l, or NONE where no trip may begin or end there. */
    final int[] ofLink;

    final int count;
    final double meters;
    /** Middle of the streets in each zone, m. */
    private final double[] x;

    private final double[] y;

    private Zones(int[] ofLink, int count, double meters, Point[] middles) {
        this.ofLink = ofLink;
        this.count = count;
        this.meters = meters;
        this.x = new double[count];
        this.y = new double[count];
        int[] links = new int[count];
        for (int l = 0; l < ofLink.length; l++) {
            if (ofLink[l] != NONE) {
                x[ofLink[l]] += middles[l].xMeters();
                y[ofLink[l]] += middles[l].yMeters();
                links[ofLink[l]]++;
            }
        }
        for (int z = 0; z < count; z++) {
            x[z] /= links[z];
            y[z] /= links[z];
        }
    }

    /** @param meters side of a zone; larger where there would be too many */
    static Zones of(Network network, BitSet suitable, double meters) {
        Point[] middles = new Point[network.links().size()];
        suitable.stream().forEach(l -> {
            var shape = network.link(l).shape();
            middles[l] = shape.pointAt(shape.lengthMeters() / 2);
        });
        double side = meters;
        while (true) {
            int[] zone = new int[middles.length];
            int count = number(network.box(), middles, side, zone);
            if (count <= MOST) {
                return new Zones(zone, count, side, middles);
            }
            side *= 1.15;
        }
    }

    /** Gives each link the number of its zone; zones are numbered from the south-west, row by row. */
    private static int number(Box box, Point[] middles, double side, int[] zone) {
        int columns = 1 + (int) (box.widthMeters() / side);
        int rows = 1 + (int) (box.heightMeters() / side);
        int[] number = new int[columns * rows];
        int[] cell = new int[middles.length];
        for (int l = 0; l < middles.length; l++) {
            cell[l] = NONE;
            if (middles[l] != null) {
                int c = Math.clamp((int) ((middles[l].xMeters() - box.minX()) / side), 0, columns - 1);
                int r = Math.clamp((int) ((middles[l].yMeters() - box.minY()) / side), 0, rows - 1);
                cell[l] = r * columns + c;
                number[cell[l]] = 1;
            }
        }
        int count = 0;
        for (int c = 0; c < number.length; c++) {
            number[c] = number[c] == 1 ? count++ : NONE;
        }
        Arrays.setAll(zone, l -> cell[l] == NONE ? NONE : number[cell[l]]);
        return count;
    }

    /** As the crow flies; inside a zone the mean distance of two places in a square, 0.52 of its side. */
    double kilometers(int from, int to) {
        return from == to ? 0.52 * meters / 1_000 : Math.hypot(x[from] - x[to], y[from] - y[to]) / 1_000;
    }
}
