package meridian.decide;

import java.util.Arrays;
import java.util.Optional;
import meridian.model.control.ControlNetwork;

/** The deciders that need no twin, by name. docs/deciders.md has them side by side. */
public enum Deciders {
    /** {@link FixedPlan}. */
    FIXED("fixed") {
        @Override
        public Decider in(ControlNetwork network, DecisionTimes times) {
            return new FixedPlan(network);
        }
    },
    /** {@link WebsterSplits}. */
    WEBSTER("webster") {
        @Override
        public Decider in(ControlNetwork network, DecisionTimes times) {
            return new WebsterSplits(new StageMap(network), times);
        }
    },
    /** {@link GapOut}. */
    ACTUATED("actuated") {
        @Override
        public Decider in(ControlNetwork network, DecisionTimes times) {
            return new GapOut(new StageMap(network), times);
        }
    },
    /** The stage before which most stand. It knows nothing of what is behind the junction and fills full roads further. */
    GREEDY("greedy") {
        @Override
        public Decider in(ControlNetwork network, DecisionTimes times) {
            return new HighestScore(new StageMap(network), Pressures::queue, "has the longest queues");
        }
    },
    /**
     * The stage with the highest sum of pressures, queues of whole roads behind: P. Varaiya, "Max pressure control of a network of
     * signalized intersections", Transportation Research C 36, 2013. Its proof of stability holds for unlimited storage; where a road
     * behind has several lanes, their sum weighs more than the lane before, and roads starve.
     */
    MAX_PRESSURE("max-pressure") {
        @Override
        public Decider in(ControlNetwork network, DecisionTimes times) {
            return new HighestScore(new StageMap(network), Pressures::sum, "has the highest pressure");
        }
    },
    /**
     * The same with the mean of the lanes behind: Q. Wu, L. Zhang, J. Shen, L. Lü, B. Du, J. Wu, "Efficient pressure: improving
     * efficiency for signalized intersections", 2021. Blind for who still drives.
     */
    EFFICIENT_MAX_PRESSURE("efficient-max-pressure") {
        @Override
        public Decider in(ControlNetwork network, DecisionTimes times) {
            return new HighestScore(new StageMap(network), Pressures::mean, "has the highest pressure");
        }
    },
    /** {@link AdvancedMaxPressure}. */
    ADVANCED_MAX_PRESSURE("advanced-max-pressure") {
        @Override
        public Decider in(ControlNetwork network, DecisionTimes times) {
            return new AdvancedMaxPressure(new StageMap(network));
        }
    },
    /**
     * Vehicles weigh by their place: L. Li, S. E. Jabari, "Position weighted backpressure intersection control for urban networks",
     * Transportation Research B 128, 2019; here with the mean of the lanes behind in place of known turning ratios, and without the
     * paper's movement capacities. It must see where vehicles are.
     */
    POSITION_WEIGHTED("position-weighted") {
        @Override
        public Decider in(ControlNetwork network, DecisionTimes times) {
            return new HighestScore(new StageMap(network), Pressures::byPosition, "has the highest weighted pressure");
        }
    },
    /** {@link MostThrough}. */
    MOST_THROUGH("most-through") {
        @Override
        public Decider in(ControlNetwork network, DecisionTimes times) {
            return new MostThrough(new StageMap(network), times);
        }
    },
    /** {@link LookAhead}. */
    LOOK_AHEAD("look-ahead") {
        @Override
        public Decider in(ControlNetwork network, DecisionTimes times) {
            return new LookAhead(new StageMap(network), times);
        }
    };

    private final String title;

    Deciders(String title) {
        this.title = title;
    }

    /** What people call it by. */
    public String title() {
        return title;
    }

    /** One for a network. */
    public abstract Decider in(ControlNetwork network, DecisionTimes times);

    public static Optional<Deciders> find(String title) {
        return Arrays.stream(values()).filter(d -> d.title.equals(title)).findFirst();
    }
}
