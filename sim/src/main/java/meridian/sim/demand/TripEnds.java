package meridian.sim.demand;

/** How much each link attracts for one purpose (or as a home), grouped by zone. Immutable. */
final class TripEnds {
    /** Weight of each zone. */
    final double[] zoneWeight;

    private final double[] zoneUpTo;
    /** Links of zone z are {@code first[z] .. first[z + 1] - 1}. */
    private final int[] first;

    private final int[] link;
    /** Weight of this link and those before it in its zone. */
    private final double[] upTo;

    /** @param weight of each link, 0 or more */
    TripEnds(Zones zones, double[] weight) {
        zoneWeight = new double[zones.count];
        first = new int[zones.count + 1];
        for (int l = 0; l < weight.length; l++) {
            if (weight[l] > 0 && zones.ofLink[l] != Zones.NONE) {
                first[zones.ofLink[l] + 1]++;
            }
        }
        for (int z = 0; z < zones.count; z++) {
            first[z + 1] += first[z];
        }
        link = new int[first[zones.count]];
        upTo = new double[link.length];
        int[] filled = first.clone();
        for (int l = 0; l < weight.length; l++) {
            int z = zones.ofLink[l];
            if (weight[l] > 0 && z != Zones.NONE) {
                zoneWeight[z] += weight[l];
                link[filled[z]] = l;
                upTo[filled[z]++] = zoneWeight[z];
            }
        }
        zoneUpTo = Draw.runningSums(zoneWeight);
    }

    /** A link of the whole city, by weight. */
    int draw(double unitZone, double unitLink) {
        return draw(Draw.from(zoneUpTo, 0, zoneUpTo.length, unitZone), unitLink);
    }

    /** A link of a zone, by weight. */
    int draw(int zone, double unit) {
        return link[Draw.from(upTo, first[zone], first[zone + 1], unit)];
    }
}
