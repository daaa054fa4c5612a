package meridian.act;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import meridian.field.plant.SignalCommand;
import meridian.model.City;
import meridian.model.control.ControlJunction;
import meridian.model.control.ControlStage;
import meridian.model.signal.Aspect;
import meridian.model.signal.SignalPhase;
import meridian.model.signal.SignalPlan;

/**
 * The change of stages of a published signal benchmark: between two different ones, {@value #PAUSE_SECONDS} s in which only what is
 * green in both ways of every stage goes on. No kernel, no least green. For comparison with figures that were made so, and nothing
 * else.
 *
 * <p>Source: the code that the authors of "Expression might be enough" (ICML 2022) published; docs/comparison-with-cityflow.md.
 */
public final class PublishedTurner implements StageTurner {
    static final int PAUSE_SECONDS = 5;

    private final int junction;
    private final List<List<Aspect>> aspects;
    private final List<Aspect> pause;
    private int stage;
    /** Second at which the stage's green begins. */
    private double greenFrom;

    private boolean told;

    private PublishedTurner(int junction, List<List<Aspect>> aspects, List<Aspect> pause) {
        this.junction = junction;
        this.aspects = aspects;
        this.pause = pause;
        greenFrom = Double.NEGATIVE_INFINITY;
    }

    /** One that begins with the first stage. */
    static PublishedTurner of(City city, int index, ControlJunction junction, double seconds) {
        SignalPlan plan = city.signals().get(index).plan();
        List<List<Aspect>> aspects = new ArrayList<>();
        Set<Integer> always = new HashSet<>(junction.stages().getFirst().groups());
        for (ControlStage stage : junction.stages()) {
            // The middle of the stage: its borders are sums of durations.
            double middle = plan.offsetSeconds() + stage.fromSeconds() + stage.greenSeconds() / 2;
            aspects.add(plan.phases().get(plan.phaseAt(middle)).aspects());
            always.retainAll(stage.groups());
        }
        List<Aspect> pause = pause(plan, always, aspects.getFirst());
        PublishedTurner turner = new PublishedTurner(index, List.copyOf(aspects), pause);
        turner.greenFrom = seconds;
        return turner;
    }

    /** The plan's own pause, where it has a phase in which nothing but these groups is green; else made of its first stage. */
    private static List<Aspect> pause(SignalPlan plan, Set<Integer> always, List<Aspect> first) {
        for (SignalPhase phase : plan.phases()) {
            List<Aspect> shown = phase.aspects();
            if (IntStream.range(0, shown.size()).allMatch(g -> shown.get(g).green() == always.contains(g))) {
                return shown;
            }
        }
        return IntStream.range(0, first.size())
                .mapToObj(g -> always.contains(g) ? first.get(g) : Aspect.RED)
                .toList();
    }

    @Override
    public void want(int wanted) {
        if (wanted != stage) {
            stage = wanted;
            // Set by the second that is about to begin.
            greenFrom = Double.NaN;
            told = false;
        }
    }

    @Override
    public Optional<SignalCommand> second(double seconds) {
        if (Double.isNaN(greenFrom)) {
            greenFrom = seconds + PAUSE_SECONDS;
            return Optional.of(new SignalCommand.Show(junction, pause));
        }
        if (!told && seconds >= greenFrom) {
            told = true;
            return Optional.of(new SignalCommand.Show(junction, aspects.get(stage)));
        }
        return Optional.empty();
    }

    /** A benchmark's simulator does what it is told. */
    @Override
    public void lost(double seconds) {}

    @Override
    public int stage() {
        return stage;
    }

    @Override
    public double shownSeconds(double seconds) {
        return Double.isNaN(greenFrom) ? 0 : Math.max(0, seconds - greenFrom);
    }

    @Override
    public StageTurner copy() {
        PublishedTurner copy = new PublishedTurner(junction, aspects, pause);
        copy.stage = stage;
        copy.greenFrom = greenFrom;
        copy.told = told;
        return copy;
    }
}
