package meridian.app.run;

import meridian.model.network.Movement;
import meridian.model.network.Network;

/**
 * How long the way is that {@code LinkRecords} counts for a link: its own length and, because the way through the node at its
 * end belongs to it, the mean length of the movements that leave it.
 */
final class LinkWay {
    private final double[] meters;

    LinkWay(Network network) {
        meters = new double[network.links().size()];
        for (int l = 0; l < meters.length; l++) {
            double through = 0;
            int[] movements = network.movementsFrom(l);
            for (int m : movements) {
                Movement movement = network.movement(m);
                through += movement.lengthMeters() / movements.length;
            }
            meters[l] = network.link(l).lengthMeters() + through;
        }
    }

    double kilometers(int link) {
        return meters[link] / 1000;
    }
}
