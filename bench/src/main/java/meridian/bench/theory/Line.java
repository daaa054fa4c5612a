package meridian.bench.theory;

/** A straight line by least squares. */
record Line(double slope, double atZero) {
    static Line fitted(double[] x, double[] y) {
        double n = x.length;
        double sumX = 0;
        double sumY = 0;
        double sumXx = 0;
        double sumXy = 0;
        for (int i = 0; i < x.length; i++) {
            sumX += x[i];
            sumY += y[i];
            sumXx += x[i] * x[i];
            sumXy += x[i] * y[i];
        }
        double slope = (n * sumXy - sumX * sumY) / (n * sumXx - sumX * sumX);
        return new Line(slope, (sumY - slope * sumX) / n);
    }
}
