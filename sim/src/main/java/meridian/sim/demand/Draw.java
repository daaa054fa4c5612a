package meridian.sim.demand;

/** Draws from running sums. */
final class Draw {
    private Draw() {}

    /**
     * The place that a number in [0, 1) falls on.
     *
     * @param upTo running sums of weights between the two places, the last of them the total
     */
    static int from(double[] upTo, int first, int end, double unit) {
        double wanted = unit * upTo[end - 1];
        int low = first;
        int high = end - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (upTo[middle] > wanted) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        // Rounding may end on a place without weight behind the last that has some.
        while (low > first && upTo[low] <= upTo[low - 1]) {
            low--;
        }
        return low;
    }

    static int from(float[] upTo, int first, int end, double unit) {
        double wanted = unit * upTo[end - 1];
        int low = first;
        int high = end - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (upTo[middle] > wanted) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        // Rounding may end on a place without weight behind the last that has some.
        while (low > first && upTo[low] <= upTo[low - 1]) {
            low--;
        }
        return low;
    }

    static double[] runningSums(double[] weights) {
        double[] upTo = new double[weights.length];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i];
            upTo[i] = sum;
        }
        return upTo;
    }
}
