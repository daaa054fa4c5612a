package meridian.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import meridian.act.SignalTrial;
import meridian.act.TwinErrors;
import meridian.act.Weights;
import meridian.app.signals.WeightsFile;
import meridian.field.plant.DetectorFaults;
import meridian.field.plant.ObserveMode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What control and evaluate have in common: how signals are controlled, what is seen, and what is wrong. */
final class SignalOptions {
    private static final double HOUR = 3600;
    private static final int LAWFUL_EVERY = 5;
    private static final int PUBLISHED_EVERY = 15;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--protocol",
            paramLabel = "NAME",
            description =
                    "lawful: through the safety kernel; published: 4 stages, 15 s decisions, a pause of 5 s, CityFlow's"
                            + " drivers and no kernel, as in public tables; published_eight: with 8 stages (${DEFAULT-VALUE}).")
    private SignalTrial.Protocol protocol = SignalTrial.Protocol.LAWFUL;

    @Option(
            names = "--observe",
            paramLabel = "MODE",
            description = "What is seen: detectors, lanes or vehicles (${DEFAULT-VALUE}).")
    private ObserveMode observe = ObserveMode.DETECTORS;

    @Option(names = "--hours", paramLabel = "H", description = "How long (${DEFAULT-VALUE}).")
    private double hours = 1;

    @Option(
            names = "--start",
            paramLabel = "HH:MM",
            converter = TimeOfDay.Converter.class,
            description = "When to begin: else with the first trip, or at 07:30.")
    private @Nullable TimeOfDay start;

    @Option(
            names = "--every-seconds",
            paramLabel = "S",
            description = "From one decision to the next: else 5, published 15.")
    private @Nullable Integer everySeconds;

    @Option(
            names = "--horizon-seconds",
            paramLabel = "S",
            description = "How far a rollout looks, 30 to 120 (${DEFAULT-VALUE}).")
    private int horizonSeconds = 60;

    @Option(
            names = "--perturb",
            paramLabel = "WHAT",
            split = ",",
            description =
                    "What is wrong with the rollout's twin: drivers (each parameter by 20 %%), turns (ratios in place of ways),"
                            + " unseen (10 %% of the lanes), age (5 s), all, none.")
    private List<String> perturb = List.of("none");

    @Option(
            names = "--faults",
            paramLabel = "SHARE",
            description =
                    "Share of the city's loops that are silent, stuck or blind; as many vehicles in a hundred are miscounted.")
    private double faults;

    @Option(names = "--delay-seconds", paramLabel = "S", description = "How late loops tell.")
    private int delaySeconds;

    @Option(
            names = "--guard",
            description = "Give an area back to its fixed plan while the decider does worse there (docs/deciders.md).")
    private boolean guard;

    @Option(
            names = "--budget-seconds",
            paramLabel = "S",
            description =
                    "Time of the machine in which a rollout must decide; what is left goes into more trials. Without it"
                            + " the same run gives the same twice.")
    private @Nullable Double budgetSeconds;

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            description = "People in a vehicle and the longest red: else as in cities/weights.yaml.")
    private @Nullable Path weightsFile;

    private @Nullable Weights read;

    /** @throws ParameterException where the options do not fit together */
    void check() {
        weights();
        if (budgetSeconds != null && !(budgetSeconds > 0 && budgetSeconds <= 3600)) {
            throw wrong("--budget-seconds is more than 0 and at most 3600, not " + budgetSeconds);
        }
        if (!(hours > 0 && hours <= 24)) {
            throw wrong("--hours is more than 0 and at most 24, not " + hours);
        }
        if (!(horizonSeconds >= 30 && horizonSeconds <= 120)) {
            throw wrong("--horizon-seconds is 30 to 120, not " + horizonSeconds);
        }
        if (everySeconds() < 1 || everySeconds() > 30) {
            throw wrong("--every-seconds is 1 to 30, not " + everySeconds());
        }
        if (!(faults >= 0 && faults <= 0.5)) {
            throw wrong("--faults is a share of 0 to 0.5, not " + faults);
        }
        if (delaySeconds < 0 || delaySeconds > 60) {
            throw wrong("--delay-seconds is 0 to 60, not " + delaySeconds);
        }
        for (String word : perturb) {
            if (!List.of("drivers", "turns", "unseen", "age", "all", "none").contains(word)) {
                throw wrong("--perturb takes drivers, turns, unseen, age, all or none, not " + word);
            }
        }
    }

    /** @throws ParameterException where there is no such decider */
    void checkDecider(String decider) {
        if (!SignalTrial.names().contains(decider)) {
            throw wrong("there is no decider \"" + decider + "\"; there are " + String.join(", ", SignalTrial.names()));
        }
    }

    int everySeconds() {
        if (everySeconds != null) {
            return everySeconds;
        }
        return protocol == SignalTrial.Protocol.LAWFUL ? LAWFUL_EVERY : PUBLISHED_EVERY;
    }

    int seconds() {
        return (int) Math.max(1, Math.round(hours * HOUR));
    }

    Optional<Double> startSeconds() {
        return Optional.ofNullable(start).map(time -> (double) time.seconds());
    }

    SignalTrial trial(String decider, double beginSeconds, long seed, double demand) {
        DetectorFaults loops = new DetectorFaults(seed, faults, faults, delaySeconds);
        return new SignalTrial(
                decider,
                protocol,
                observe,
                loops,
                errors(seed),
                beginSeconds,
                seconds(),
                everySeconds(),
                Math.max(horizonSeconds, everySeconds()),
                seed,
                demand,
                terms());
    }

    private SignalTrial.Terms terms() {
        return new SignalTrial.Terms(guard, weights(), budget());
    }

    private OptionalDouble budget() {
        return budgetSeconds == null ? OptionalDouble.empty() : OptionalDouble.of(budgetSeconds);
    }

    private Weights weights() {
        Weights known = read;
        if (known == null) {
            known = weightsFile == null ? WeightsFile.usual() : WeightsFile.read(weightsFile);
            read = known;
        }
        return known;
    }

    private TwinErrors errors(long seed) {
        TwinErrors usual = TwinErrors.usual(seed);
        return new TwinErrors(
                seed,
                strength("drivers", usual.driverShare()),
                has("turns"),
                strength("unseen", usual.failedShare()),
                has("age") ? usual.ageSeconds() : 0);
    }

    private boolean has(String what) {
        return perturb.contains(what) || perturb.contains("all");
    }

    private double strength(String what, double share) {
        return has(what) ? share : 0;
    }

    /** One sentence for people: under which rules the figures were made. */
    String sentence() {
        String how =
                switch (protocol) {
                    case LAWFUL ->
                        "Every command passed the safety kernel: legal ambers, clearances, least greens, longest reds.";
                    case PUBLISHED, PUBLISHED_EIGHT ->
                        "Published protocol, " + (protocol == SignalTrial.Protocol.PUBLISHED ? 4 : 8)
                                + " stages: no safety kernel, no least green, a pause of 5 s; CityFlow's drivers.";
                };
        return how + " Decisions every " + everySeconds() + " s; seen: "
                + observe.name().toLowerCase(Locale.ROOT) + "; the twin is wrong in: "
                + String.join(", ", perturb) + (guard ? "; guarded" : "")
                + (budgetSeconds == null ? "" : "; a rollout decides within " + budgetSeconds + " s") + ". SIMULATED.";
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
