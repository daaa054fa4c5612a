package meridian.act.effect;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A mean effect with its interval by the draw itself: no distribution is assumed, nor that seconds or blocks know nothing of each other.
 *
 * <p>Had every coin of a pair fallen the other way, its difference would have come with the other sign, but for twice the effect. An effect
 * is in the interval unless the mean of the differences less that effect is farther from 0 than 95 of 100 means with signs drawn anew
 * (randomisation test, inverted). For the mean that test can be solved: a draw of signs parts the pairs in two, and keeps all effects
 * between the means of both parts. Source: J. A. Hartigan, "Using subsample values as typical values", Journal of the American
 * Statistical Association 64, 1969.
 *
 * <p>Exact where the effect is the same in all pairs; where it is not, right on the whole as there are more pairs. Up to {@value
 * #MOST_ENUMERATED} pairs all draws are looked at, beyond that {@value #DRAWS}, always the same.
 *
 * @param effect mean over the pairs
 * @param low end of the 95 % interval; −∞ where there are too few pairs to say
 * @param high its other end
 * @param pValue share of the draws that are as far from 0 as what came: how well no effect at all explains it
 * @param pairs that it is made of
 */
public record SwitchbackEstimate(double effect, double low, double high, double pValue, int pairs) {
    /** With fewer, one draw in twenty is never as rare as all signs the same. */
    public static final int FEWEST_PAIRS = 6;

    static final int MOST_ENUMERATED = 12;
    static final int DRAWS = 4999;
    private static final double ALPHA = 0.05;
    /** Sums of the same numbers in another order are the same. */
    private static final double SAME = 1e-9;

    /** @param differences on less off, one for each pair, one at least */
    public static SwitchbackEstimate of(double[] differences) {
        int n = differences.length;
        if (n < 1) {
            throw new IllegalArgumentException("an effect of no pairs");
        }
        boolean all = n <= MOST_ENUMERATED;
        int draws = all ? 1 << n : DRAWS + 1;
        double[] low = new double[draws];
        double[] high = new double[draws];
        double total = Arrays.stream(differences).sum();
        int asFar = 0;
        SplittableRandom random = new SplittableRandom(n);
        boolean[] plus = new boolean[n];
        for (int d = 0; d < draws; d++) {
            for (int i = 0; i < n; i++) {
                // The first draw is what came: all signs as they are.
                plus[i] = d == 0 || (all ? (d >>> i & 1) == 0 : random.nextBoolean());
            }
            double[] kept = kept(differences, plus, total);
            low[d] = kept[0];
            high[d] = kept[1];
            asFar += Math.abs(kept[2]) >= Math.abs(total) * (1 - SAME) ? 1 : 0;
        }
        Arrays.sort(low);
        Arrays.sort(high);
        int beyond = (int) Math.floor(ALPHA * draws);
        return new SwitchbackEstimate(total / n, low[beyond], high[draws - 1 - beyond], asFar / (double) draws, n);
    }

    /** The least and the largest effect that a draw of signs does not speak against, and the sum with these signs. */
    private static double[] kept(double[] differences, boolean[] plus, double total) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < plus.length; i++) {
            sum += plus[i] ? differences[i] : 0;
            count += plus[i] ? 1 : 0;
        }
        double signed = 2 * sum - total;
        if (count == 0 || count == plus.length) {
            return new double[] {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, signed};
        }
        double one = sum / count;
        double other = (total - sum) / (plus.length - count);
        return new double[] {Math.min(one, other), Math.max(one, other), signed};
    }

    /** Whether an effect is in the interval. */
    public boolean holds(double value) {
        return low <= value && value <= high;
    }
}
