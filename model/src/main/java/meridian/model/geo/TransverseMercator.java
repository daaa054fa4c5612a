package meridian.model.geo;

/**
 * Transverse Mercator on the WGS 84 ellipsoid, which includes UTM.
 *
 * <p>Source: Krüger's series to the sixth order of the third flattening, as in Karney, "Transverse Mercator with an
 * accuracy of a few nanometers", Journal of Geodesy 85 (2011). Better than a millimetre within 30° of the meridian; not
 * meant farther away.
 *
 * @param centralLonDegrees meridian of true north
 * @param originLatDegrees latitude whose northing is {@code falseNorthingMeters}
 * @param scale scale on the central meridian, UTM has 0.9996
 * @param falseEastingMeters x on the central meridian
 * @param falseNorthingMeters y at the origin latitude
 */
public record TransverseMercator(
        double centralLonDegrees,
        double originLatDegrees,
        double scale,
        double falseEastingMeters,
        double falseNorthingMeters)
        implements Projection {
    private static final double SEMI_MAJOR = 6_378_137.0;
    private static final double FLATTENING = 1 / 298.257223563;
    private static final double N = FLATTENING / (2 - FLATTENING);
    private static final double ECCENTRICITY = Math.sqrt(FLATTENING * (2 - FLATTENING));
    private static final double RECTIFYING_RADIUS =
            SEMI_MAJOR / (1 + N) * (1 + Math.pow(N, 2) / 4 + Math.pow(N, 4) / 64 + Math.pow(N, 6) / 256);
    private static final double[] ALPHA = {
        N / 2 - 2 * p(2) / 3 + 5 * p(3) / 16 + 41 * p(4) / 180 - 127 * p(5) / 288 + 7891 * p(6) / 37800,
        13 * p(2) / 48 - 3 * p(3) / 5 + 557 * p(4) / 1440 + 281 * p(5) / 630 - 1983433 * p(6) / 1935360,
        61 * p(3) / 240 - 103 * p(4) / 140 + 15061 * p(5) / 26880 + 167603 * p(6) / 181440,
        49561 * p(4) / 161280 - 179 * p(5) / 168 + 6601661 * p(6) / 7257600,
        34729 * p(5) / 80640 - 3418889 * p(6) / 1995840,
        212378941 * p(6) / 319334400
    };
    private static final double[] BETA = {
        N / 2 - 2 * p(2) / 3 + 37 * p(3) / 96 - p(4) / 360 - 81 * p(5) / 512 + 96199 * p(6) / 604800,
        p(2) / 48 + p(3) / 15 - 437 * p(4) / 1440 + 46 * p(5) / 105 - 1118711 * p(6) / 3870720,
        17 * p(3) / 480 - 37 * p(4) / 840 - 209 * p(5) / 4480 + 5569 * p(6) / 90720,
        4397 * p(4) / 161280 - 11 * p(5) / 504 - 830251 * p(6) / 7257600,
        4583 * p(5) / 161280 - 108847 * p(6) / 3991680,
        20648693 * p(6) / 638668800
    };

    public TransverseMercator {
        if (!(Math.abs(centralLonDegrees) <= 180) || !(Math.abs(originLatDegrees) <= 90) || !(scale > 0)) {
            throw new IllegalArgumentException("no transverse Mercator with meridian " + centralLonDegrees
                    + ", latitude " + originLatDegrees + ", scale " + scale);
        }
    }

    /** A plane whose origin is this place, true to scale there. */
    public static TransverseMercator centredAt(LonLat place) {
        return new TransverseMercator(place.lonDegrees(), place.latDegrees(), 1, 0, 0);
    }

    /** UTM, shifted by an offset that is added to its metres. */
    public static TransverseMercator utm(int zone, boolean south, double offsetX, double offsetY) {
        if (zone < 1 || zone > 60) {
            throw new IllegalArgumentException("UTM zones are 1 to 60, got " + zone);
        }
        return new TransverseMercator(zone * 6 - 183, 0, 0.9996, 500_000 + offsetX, (south ? 10_000_000 : 0) + offsetY);
    }

    static TransverseMercator parse(String[] words) {
        if (words.length != 6) {
            throw new IllegalArgumentException("tmerc needs five numbers, got " + (words.length - 1));
        }
        return new TransverseMercator(
                Double.parseDouble(words[1]),
                Double.parseDouble(words[2]),
                Double.parseDouble(words[3]),
                Double.parseDouble(words[4]),
                Double.parseDouble(words[5]));
    }

    @Override
    public String describe() {
        return "tmerc " + centralLonDegrees + " " + originLatDegrees + " " + scale + " " + falseEastingMeters + " "
                + falseNorthingMeters;
    }

    @Override
    public Point toPlane(LonLat place) {
        double lambda = Math.toRadians(Math.IEEEremainder(place.lonDegrees() - centralLonDegrees, 360));
        double conformal = conformalTangent(Math.toRadians(place.latDegrees()));
        double xi0 = Math.atan2(conformal, Math.cos(lambda));
        double eta0 = asinh(Math.sin(lambda) / Math.hypot(conformal, Math.cos(lambda)));
        double xi = xi0;
        double eta = eta0;
        for (int j = 1; j <= 6; j++) {
            xi += ALPHA[j - 1] * Math.sin(2 * j * xi0) * Math.cosh(2 * j * eta0);
            eta += ALPHA[j - 1] * Math.cos(2 * j * xi0) * Math.sinh(2 * j * eta0);
        }
        return new Point(
                falseEastingMeters + scale * RECTIFYING_RADIUS * eta,
                falseNorthingMeters + scale * (RECTIFYING_RADIUS * xi - meridianArc()));
    }

    @Override
    public LonLat toEarth(Point point) {
        double xi = ((point.yMeters() - falseNorthingMeters) / scale + meridianArc()) / RECTIFYING_RADIUS;
        double eta = (point.xMeters() - falseEastingMeters) / (scale * RECTIFYING_RADIUS);
        double xi0 = xi;
        double eta0 = eta;
        for (int j = 1; j <= 6; j++) {
            xi0 -= BETA[j - 1] * Math.sin(2 * j * xi) * Math.cosh(2 * j * eta);
            eta0 -= BETA[j - 1] * Math.cos(2 * j * xi) * Math.sinh(2 * j * eta);
        }
        double sinh = Math.sinh(eta0);
        double conformal = Math.sin(xi0) / Math.hypot(sinh, Math.cos(xi0));
        double lon = centralLonDegrees + Math.toDegrees(Math.atan2(sinh, Math.cos(xi0)));
        return new LonLat(Math.IEEEremainder(lon, 360), Math.toDegrees(Math.atan(geographicTangent(conformal))));
    }

    private double meridianArc() {
        double xi0 = Math.atan(conformalTangent(Math.toRadians(originLatDegrees)));
        double xi = xi0;
        for (int j = 1; j <= 6; j++) {
            xi += ALPHA[j - 1] * Math.sin(2 * j * xi0);
        }
        return RECTIFYING_RADIUS * xi;
    }

    /** Tangent of the conformal latitude (Karney's tau prime). */
    private static double conformalTangent(double lat) {
        double tau = Math.tan(lat);
        double sigma = Math.sinh(ECCENTRICITY * atanh(ECCENTRICITY * tau / Math.hypot(1, tau)));
        return tau * Math.hypot(1, sigma) - sigma * Math.hypot(1, tau);
    }

    /** Tangent of the latitude from that of the conformal latitude, by Newton's method. */
    private static double geographicTangent(double conformal) {
        double e2 = ECCENTRICITY * ECCENTRICITY;
        double tau = conformal / (1 - e2);
        for (int i = 0; i < 5; i++) {
            double sigma = Math.sinh(ECCENTRICITY * atanh(ECCENTRICITY * tau / Math.hypot(1, tau)));
            double guess = tau * Math.hypot(1, sigma) - sigma * Math.hypot(1, tau);
            tau += (conformal - guess)
                    / Math.hypot(1, guess)
                    * (1 + (1 - e2) * tau * tau)
                    / ((1 - e2) * Math.hypot(1, tau));
        }
        return tau;
    }

    private static double p(int power) {
        return Math.pow(N, power);
    }

    private static double asinh(double x) {
        return Math.copySign(Math.log(Math.abs(x) + Math.hypot(1, x)), x);
    }

    private static double atanh(double x) {
        return 0.5 * Math.log((1 + x) / (1 - x));
    }
}
