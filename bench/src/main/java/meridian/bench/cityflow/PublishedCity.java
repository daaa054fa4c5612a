package meridian.bench.cityflow;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import meridian.testkit.MeasuredCities;

/**
 * A city for which travel times were published.
 *
 * @param name what people call it by
 * @param title for headings
 * @param folder under the measured cities
 * @param roadnet its network
 * @param flow its demand
 * @param fixedTime what is known of fixed times
 * @param maxPressure what is known of max-pressure
 */
public record PublishedCity(
        String name, String title, String folder, String roadnet, String flow, Known fixedTime, Known maxPressure) {

    /**
     * What is known of a rule's hour in CityFlow.
     *
     * @param approachSeconds the published figure; CityFlow at commit 81ee0f4, driven by the published protocol, gives the
     *     same to the last digit
     * @param tripSeconds CityFlow's own mean of whole trips in that run, waiting outside included
     */
    public record Known(double approachSeconds, double tripSeconds) {}

    public static final List<PublishedCity> ALL = List.of(
            new PublishedCity(
                    "hangzhou",
                    "Hangzhou 1, 16 signals",
                    "hangzhou",
                    "roadnet_4_4.json",
                    "anon_4_4_hangzhou_real.json",
                    new Known(497.87, 567.23),
                    new Known(289.55, 334.20)),
            new PublishedCity(
                    "jinan",
                    "Jinan 1, 12 signals",
                    "jinan",
                    "roadnet_3_4.json",
                    "anon_3_4_jinan_real.json",
                    new Known(429.27, 499.80),
                    new Known(274.99, 319.99)));

    public static Optional<PublishedCity> find(String name) {
        return ALL.stream().filter(city -> city.name.equals(name)).findFirst();
    }

    /** Where its files are, if they are here. */
    public Optional<Path> place() {
        return MeasuredCities.find(folder).filter(place -> Files.exists(place.resolve(roadnet)));
    }

    List<Path> files(Path place) {
        return List.of(place.resolve(roadnet), place.resolve(flow));
    }

    Known known(SignalRule rule) {
        return rule == SignalRule.FIXED_TIME ? fixedTime : maxPressure;
    }
}
