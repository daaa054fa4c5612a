package meridian.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Looks through a city for what a reader cannot know to be wrong: dead ends, parts that are cut off, lanes that lead
 * nowhere, signals that let traffic collide or let nobody go.
 */
public final class CityCheck {
    private CityCheck() {}

    /** All findings, the worst first, and by kind. */
    public static List<Finding> validate(City city) {
        List<Finding> findings = new ArrayList<>();
        new NetworkCheck(city, findings).run();
        new SignalCheck(city, findings).run();
        new TripCheck(city, findings).run();
        findings.sort(Comparator.comparing(Finding::severity).thenComparing(Finding::kind));
        return List.copyOf(findings);
    }

    /** Only what is wrong with signals, which takes no time: traffic that collides, groups that never have green. */
    public static List<Finding> signals(City city) {
        List<Finding> findings = new ArrayList<>();
        new SignalCheck(city, findings).run();
        return List.copyOf(findings);
    }
}
