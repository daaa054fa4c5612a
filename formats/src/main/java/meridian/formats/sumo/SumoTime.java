package meridian.formats.sumo;

/** Times as SUMO writes them: seconds, or [days:]hours:minutes:seconds. */
final class SumoTime {
    private static final int[] SECONDS_OF_PART = {1, 60, 3_600, 86_400};

    private SumoTime() {}

    /** Seconds, or NaN where the text is no time. */
    static double parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length > SECONDS_OF_PART.length) {
            return Double.NaN;
        }
        try {
            double sum = 0;
            for (int i = 0; i < parts.length; i++) {
                sum += Double.parseDouble(parts[i]) * SECONDS_OF_PART[parts.length - 1 - i];
            }
            return Math.abs(sum) < 1e9 ? sum : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
