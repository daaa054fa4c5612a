package meridian.formats.sumo;

import java.util.function.Consumer;
import meridian.formats.sumo.Ride.Halt;

/**
 * When the vehicles of a {@code flow} depart. Where SUMO draws at random, this draws by {@link Chance} from the flow's id,
 * so that each run is the same and the mean is the stated one.
 */
record Flow(double beginSeconds, double endSeconds, Spacing spacing) {
    /** SUMO's flows last a day where no end is stated. */
    private static final double DAY = 86_400;

    /** How departures are spread. */
    sealed interface Spacing {
        /** This many, evenly. */
        record Number(int count) implements Spacing {}

        /** One every so many seconds. */
        record Every(double seconds) implements Spacing {}

        /** One in each second with this probability. */
        record EachSecond(double probability) implements Spacing {}

        /** Gaps that are exponentially distributed with this mean. */
        record Exponential(double meanSeconds) implements Spacing {}
    }

    static Flow of(Element element) {
        double begin = element.text("begin", "0").equals("now") ? 0 : element.seconds("begin", 0);
        double end = element.seconds("end", begin + DAY);
        if (end < begin) {
            throw element.wrong("end", element.text("end"), "an end after the begin at " + begin + " s");
        }
        return new Flow(begin, end, spacing(element));
    }

    private static Spacing spacing(Element element) {
        String period = element.text("period", element.text("vehsPerHour", element.text("perHour", "")));
        boolean exponential = period.startsWith("exp(") && period.endsWith(")");
        if (exponential) {
            return new Spacing.Exponential(1 / parsed(element, period.substring(4, period.length() - 1)));
        }
        if (element.has("number")) {
            int number = element.whole("number");
            if (number < 0) {
                throw element.wrong("number", element.text("number"), "0 or more vehicles");
            }
            return new Spacing.Number(number);
        }
        if (element.has("probability")) {
            double probability = element.positive("probability");
            if (probability > 1) {
                throw element.wrong("probability", element.text("probability"), "a probability from 0 to 1");
            }
            return new Spacing.EachSecond(probability);
        }
        if (element.has("period")) {
            return new Spacing.Every(element.positive("period"));
        }
        return new Spacing.Every(3600 / element.positive(element.has("perHour") ? "perHour" : "vehsPerHour"));
    }

    private static double parsed(Element element, String text) {
        try {
            double rate = Double.parseDouble(text);
            if (rate > 0) {
                return rate;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw element.wrong("period", text, "exp(vehicles per second)");
    }

    /** About how many vehicles it has; asked before they are made. */
    double expected() {
        double seconds = endSeconds - beginSeconds;
        return switch (spacing) {
            case Spacing.Number(int count) -> count;
            case Spacing.Every(double gap) -> seconds / gap;
            case Spacing.EachSecond(double probability) -> Math.max(seconds / 100, seconds * probability);
            case Spacing.Exponential(double mean) -> seconds / mean;
        };
    }

    /** Hands out its vehicles in order, until {@code out} throws. */
    void expand(Ride pattern, Consumer<Ride> out) {
        switch (spacing) {
            case Spacing.Number(int count) -> {
                for (int i = 0; i < count; i++) {
                    out.accept(vehicle(pattern, i, beginSeconds + i * (endSeconds - beginSeconds) / count));
                }
            }
            case Spacing.Every(double seconds) -> {
                int i = 0;
                for (double t = beginSeconds; t < endSeconds; t = beginSeconds + i * seconds) {
                    out.accept(vehicle(pattern, i++, t));
                }
            }
            case Spacing.EachSecond(double probability) -> {
                int i = 0;
                for (double t = beginSeconds; t < endSeconds; t++) {
                    if (Chance.of(pattern.id() + "@" + t) < probability) {
                        out.accept(vehicle(pattern, i++, t));
                    }
                }
            }
            case Spacing.Exponential(double mean) -> {
                int i = 0;
                double t = beginSeconds;
                while (t < endSeconds) {
                    out.accept(vehicle(pattern, i, t));
                    t += -mean * Math.log(1 - Chance.of(pattern.id() + "#" + i++));
                }
            }
        }
    }

    private Ride vehicle(Ride pattern, int i, double seconds) {
        return pattern.withDeparture(
                pattern.id() + "." + i,
                seconds,
                pattern.halts().stream()
                        .map((Halt h) -> h.later(seconds - beginSeconds))
                        .toList());
    }
}
