package meridian.act;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import meridian.model.City;
import meridian.model.control.ControlJunction;
import meridian.model.control.ControlNetwork;
import meridian.model.control.ControlStage;
import meridian.safety.JunctionRules;
import meridian.safety.RulesFinder;
import meridian.safety.SafetyRules;

/**
 * A city as it is controlled: its network with the stages that may be asked for, and what turns its junctions.
 *
 * @param network whose stages deciders choose from
 * @param turners one for each junction; empty where nobody may control it, and then it follows its own plan
 */
public record ControlledCity(ControlNetwork network, List<Optional<StageTurner>> turners) {
    public ControlledCity {
        turners = List.copyOf(turners);
    }

    /**
     * Through the safety kernel.
     *
     * @param network of the plant, which is one of this city
     * @param seconds of the plant's clock, when control begins
     */
    public static ControlledCity lawful(City city, ControlNetwork network, double seconds) {
        List<Integer> all =
                IntStream.range(0, network.junctions().size()).boxed().toList();
        return lawful(city, network, all, RulesFinder.find(city), seconds);
    }

    /**
     * A part of a city, through the safety kernel.
     *
     * @param network of the part
     * @param controllers indices of the city's controllers, in the network's order
     * @param rules of all of the city's controllers
     */
    public static ControlledCity lawful(
            City city, ControlNetwork network, List<Integer> controllers, List<JunctionRules> rules, double seconds) {
        List<ControlJunction> junctions = new ArrayList<>();
        List<Optional<StageTurner>> turners = new ArrayList<>();
        for (int j = 0; j < network.junctions().size(); j++) {
            ControlJunction junction = network.junctions().get(j);
            SafetyRules known = rules.get(controllers.get(j)).rules();
            LawfulStages stages =
                    known == null ? new LawfulStages(List.of(), List.of()) : LawfulStages.of(junction, known);
            junctions.add(withStages(junction, stages.stages()));
            turners.add(
                    known == null || stages.stages().isEmpty()
                            ? Optional.empty()
                            : Optional.of(
                                    KernelTurner.of(city, controllers.get(j), j, junction, known, stages, seconds)));
        }
        return new ControlledCity(with(network, junctions), turners);
    }

    /**
     * By the published protocol, without the kernel.
     *
     * @param stages so many of each plan's, the first: the roadnets hold eight, of which the usual published tables use four
     */
    public static ControlledCity published(City city, ControlNetwork network, int stages, double seconds) {
        List<ControlJunction> junctions = new ArrayList<>();
        List<Optional<StageTurner>> turners = new ArrayList<>();
        for (int j = 0; j < network.junctions().size(); j++) {
            ControlJunction all = network.junctions().get(j);
            int most = Math.min(stages, all.stages().size());
            ControlJunction junction = withStages(all, all.stages().subList(0, most));
            junctions.add(junction);
            turners.add(
                    junction.stages().isEmpty()
                            ? Optional.empty()
                            : Optional.of(PublishedTurner.of(city, j, junction, seconds)));
        }
        return new ControlledCity(with(network, junctions), turners);
    }

    private static ControlJunction withStages(ControlJunction junction, List<ControlStage> stages) {
        return new ControlJunction(
                junction.id(),
                junction.groups(),
                stages,
                junction.cycleSeconds(),
                junction.offsetSeconds(),
                junction.movements());
    }

    private static ControlNetwork with(ControlNetwork network, List<ControlJunction> junctions) {
        return new ControlNetwork(network.name(), network.lanes(), junctions, network.detectors());
    }

    /** The longest that a junction takes from any other stage to this one, s; 0 where nobody knows. */
    public double longestChangeSeconds(int junction, int stage) {
        return turners.get(junction)
                .filter(KernelTurner.class::isInstance)
                .map(turner -> ((KernelTurner) turner).longestChangeSeconds(stage))
                .orElse(0.0);
    }

    /**
     * From now on every group has its turn after so long, whatever deciders want; sooner where its safety rules say so, and later where too many
     * wait for one junction.
     */
    public void greenWithin(double seconds) {
        kernels().forEach(kernel -> kernel.greenWithin(seconds));
    }

    /** Wishes that kernels refused. */
    public long refused() {
        return kernels().stream().mapToLong(KernelTurner::refused).sum();
    }

    /** How often a junction fell back to its plan. */
    public long fallbacks() {
        return kernels().stream().mapToLong(KernelTurner::fallbacks).sum();
    }

    /**
     * From now on all junctions are on their way back to their own plans: no green begins, greens end with their amber, and when all have
     * cleared the plan takes over, some seconds later.
     */
    public void giveBack() {
        kernels().forEach(KernelTurner::giveBack);
    }

    /** Whether all junctions follow their own plans again. */
    public boolean isBack() {
        return kernels().stream().allMatch(KernelTurner::isBack);
    }

    /** What kernels refused last, by junction, in words; those that refused nothing are left out. */
    public List<String> refusals() {
        List<String> words = new ArrayList<>();
        for (int j = 0; j < turners.size(); j++) {
            if (turners.get(j).orElse(null) instanceof KernelTurner kernel) {
                String junction = network.junctions().get(j).id();
                kernel.lastRefusal().ifPresent(reason -> words.add("junction " + junction + ": " + reason));
            }
        }
        return List.copyOf(words);
    }

    private List<KernelTurner> kernels() {
        return turners.stream()
                .flatMap(Optional::stream)
                .filter(KernelTurner.class::isInstance)
                .map(KernelTurner.class::cast)
                .toList();
    }

    /** The same in the same state, for a trial. */
    public ControlledCity copy() {
        return new ControlledCity(
                network, turners.stream().map(t -> t.map(StageTurner::copy)).toList());
    }
}
