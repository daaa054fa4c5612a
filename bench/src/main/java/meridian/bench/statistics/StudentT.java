package meridian.bench.statistics;

/**
 * Student's t distribution: how wide an interval around a mean of few values has to be.
 *
 * <p>Source: "Student", "The probable error of a mean", Biometrika 6 (1908). The distribution function is the regularised
 * incomplete beta function, by the continued fraction of Abramowitz and Stegun, "Handbook of Mathematical Functions"
 * (1964), 26.5.8.
 */
final class StudentT {
    private static final double CENTRAL = 0.95;
    private static final int MOST_FRACTIONS = 10_000;
    private static final double TINY = 1e-300;

    private StudentT() {}

    /** The value t below which 97.5 of 100 lie, so that 95 of 100 lie between −t and t. */
    static double central95(double degreesOfFreedom) {
        double low = 0;
        double high = 1e4;
        for (int i = 0; i < 200; i++) {
            double middle = (low + high) / 2;
            if (central(middle, degreesOfFreedom) < CENTRAL) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** The probability of a value between −t and t. */
    static double central(double t, double degreesOfFreedom) {
        double n = degreesOfFreedom;
        return 1 - incompleteBeta(n / 2, 0.5, n / (n + t * t));
    }

    private static double incompleteBeta(double a, double b, double x) {
        if (x <= 0 || x >= 1) {
            return x <= 0 ? 0 : 1;
        }
        double front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b));
        // The fraction converges fast only on this side.
        return x < (a + 1) / (a + b + 2) ? front * fraction(a, b, x) / a : 1 - front * fraction(b, a, 1 - x) / b;
    }

    /** Lentz's way to evaluate a continued fraction from the front. */
    private static double fraction(double a, double b, double x) {
        double c = 1;
        double d = 1 / away(1 - (a + b) * x / (a + 1));
        double value = d;
        for (int m = 1; m <= MOST_FRACTIONS; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / away(1 + even * d);
            c = away(1 + even / c);
            value *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / away(1 + odd * d);
            c = away(1 + odd / c);
            value *= d * c;
            if (Math.abs(d * c - 1) < 1e-15) {
                break;
            }
        }
        return value;
    }

    private static double away(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }

    private static double logBeta(double a, double b) {
        return logGamma(a) + logGamma(b) - logGamma(a + b);
    }

    /** Stirling's series (Abramowitz and Stegun 6.1.41), shifted to where it is exact to 1e−13. */
    private static double logGamma(double x) {
        double shift = 0;
        double z = x;
        while (z < 15) {
            shift += Math.log(z);
            z++;
        }
        double inverse = 1 / (z * z);
        double series = (1.0 / 12 - inverse * (1.0 / 360 - inverse * (1.0 / 1260 - inverse / 1680))) / z;
        return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series - shift;
    }
}
