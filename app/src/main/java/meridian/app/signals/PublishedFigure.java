package meridian.app.signals;

import java.util.List;

/**
 * What others published of a city, and under which rules: figures that were made differently are not comparable, however close they are.
 *
 * @param city by whose name it is found here
 * @param controller as its authors call it
 * @param seconds their figure
 * @param measure what it is the mean of
 * @param everySeconds from one decision to the next
 * @param change what lies between two greens
 * @param source where it stands
 */
record PublishedFigure(
        String city,
        String controller,
        double seconds,
        String measure,
        int everySeconds,
        String change,
        String source) {
    private static final String APPROACH = "approach time";
    private static final String PAUSE = "5 s, right turns go on";
    private static final String ZHANG = "L. Zhang et al., Expression might be enough, ICML 2022";

    private static final List<PublishedFigure> ALL = List.of(
            approach("hangzhou", "fixed time", 497.87, ZHANG),
            approach("hangzhou", "max-pressure", 289.55, ZHANG),
            approach("hangzhou", "best learned", 261.6, "best of the public table; stages not stated"),
            approach("jinan", "fixed time", 429.27, ZHANG),
            approach("jinan", "max-pressure", 274.99, ZHANG),
            approach("jinan", "best learned", 245.2, "best of the public table; stages not stated"));

    private static PublishedFigure approach(String city, String controller, double seconds, String source) {
        return new PublishedFigure(city, controller, seconds, APPROACH, 15, PAUSE, source);
    }

    static List<PublishedFigure> of(String city) {
        return ALL.stream().filter(figure -> figure.city.equals(city)).toList();
    }
}
