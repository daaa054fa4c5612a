package meridian.act.effect;

/** Adds up what is measured, by area and block, as a design says what counts. One thread. */
public final class BlockSums {
    private final SwitchbackDesign design;
    /** By area and block. */
    private final double[][] sums;

    public BlockSums(SwitchbackDesign design) {
        this.design = design;
        sums = new double[design.areas()][2 * design.pairs()];
    }

    /**
     * @param second from the beginning of the experiment; what comes behind its end does not count
     * @param lostSeconds in that second and area, vehicle seconds
     */
    public void add(int area, int second, double lostSeconds) {
        if (second < design.seconds() && design.counts(second)) {
            sums[area][second / design.blockSeconds()] += lostSeconds;
        }
    }

    private double counted() {
        return design.blockSeconds() - design.burnInSeconds();
    }

    /** What was lost in a second, mean of all that counts, all areas together. */
    public double mean() {
        double sum = 0;
        for (double[] area : sums) {
            for (double block : area) {
                sum += block;
            }
        }
        return sum / counted() / (2 * design.pairs());
    }

    /** For each pair of blocks what was lost in a second where areas were on, less that where they were off; all areas together. */
    public double[] differences() {
        double[] differences = new double[design.pairs()];
        for (int area = 0; area < sums.length; area++) {
            for (int pair = 0; pair < differences.length; pair++) {
                double later = (sums[area][2 * pair + 1] - sums[area][2 * pair]) / counted();
                differences[pair] += design.on(area, 2 * pair * design.blockSeconds()) ? -later : later;
            }
        }
        return differences;
    }
}
