package meridian.act.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import meridian.act.ControlLoop;
import meridian.act.ControlledCity;
import meridian.act.StageTurner;
import meridian.decide.Decider;
import meridian.field.plant.DetectorFaults;
import meridian.field.plant.EnginePlant;
import meridian.field.plant.EnginePlant.LoopCounter;
import meridian.field.plant.Observation;
import meridian.field.plant.ObserveMode;
import meridian.field.plant.PlantLost;
import meridian.field.plant.SignalCommand;
import meridian.field.plant.SignalLetters;
import meridian.model.City;
import meridian.model.control.ControlNetwork;
import meridian.model.signal.Aspect;
import meridian.safety.JunctionRules;
import meridian.sim.road.RoadEngine;

/**
 * A few junctions of a running city under a decider, for a while, and then given back to their own plans; the same in the city and in
 * forks of it. It sees what loops in the street see. Whatever the decider does, each second is one step of the engine. One thread,
 * the engine's.
 */
final class Hold {
    private static final int EVERY_SECONDS = 5;

    private final RoadEngine engine;
    private final EnginePlant plant;
    private final ControlledCity controlled;
    private final ControlLoop loop;
    private final Witness witness = new Witness();
    private final double endSeconds;
    private boolean givingBack;
    private Optional<String> failure = Optional.empty();

    /**
     * How to control, worked out before.
     *
     * @param network of the junctions
     * @param controllers indices of the city's controllers, in the network's order
     * @param rules of all controllers of the city
     * @param decider makes one for the junctions' network
     * @param seconds how long
     */
    record Order(
            City city,
            ControlNetwork network,
            List<Integer> controllers,
            List<JunctionRules> rules,
            Function<ControlNetwork, Decider> decider,
            int seconds) {}

    Hold(Order order, RoadEngine engine, LoopCounter counter) {
        this.engine = engine;
        double now = engine.timeSeconds();
        endSeconds = now + order.seconds();
        plant = new EnginePlant(
                order.network(),
                order.controllers(),
                order.city(),
                engine,
                ObserveMode.DETECTORS,
                DetectorFaults.NONE,
                counter,
                Double.POSITIVE_INFINITY);
        controlled = ControlledCity.lawful(order.city(), order.network(), order.controllers(), order.rules(), now);
        loop = new ControlLoop(plant, controlled, order.decider().apply(controlled.network()), EVERY_SECONDS, witness);
    }

    /** One second, one step of the engine. */
    void second() {
        double before = engine.timeSeconds();
        if (before >= endSeconds) {
            giveBack();
        }
        if (givingBack) {
            lampsOnly();
            return;
        }
        try {
            loop.second();
        } catch (PlantLost | RuntimeException e) {
            // Whatever a decider does wrong, the street goes on: by its own plan.
            failure = Optional.of("the decider failed: " + e);
            giveBack();
            if (engine.timeSeconds() == before) {
                lampsOnly();
            }
        }
    }

    private void lampsOnly() {
        plant.step(commands());
    }

    private List<SignalCommand> commands() {
        List<SignalCommand> commands = new ArrayList<>();
        for (Optional<StageTurner> turner : controlled.turners()) {
            turner.flatMap(t -> t.second(engine.timeSeconds())).ifPresent(commands::add);
        }
        return commands;
    }

    /** From now on the junctions are on their way back to their plans. */
    void giveBack() {
        givingBack = true;
        controlled.giveBack();
    }

    /** The same at once, without waiting for the next second. */
    void giveBackNow() {
        giveBack();
        plant.tell(commands());
    }

    boolean isBack() {
        return controlled.isBack();
    }

    /** What went wrong, where something did. */
    Optional<String> failure() {
        return failure;
    }

    long refused() {
        return controlled.refused();
    }

    long fallbacks() {
        return controlled.fallbacks();
    }

    long commanded() {
        return witness.commanded;
    }

    /** What the field shows, once every junction shows what it was told; empty until then. */
    Optional<String> confirmation() {
        return witness.confirmation(controlled.network());
    }

    /** Compares what the field shows with what it was told. */
    private static final class Witness implements ControlLoop.Listener {
        private final Map<Integer, List<Aspect>> told = new TreeMap<>();
        private Optional<Observation> last = Optional.empty();
        private long commanded;

        @Override
        public void saw(Observation seen, List<SignalCommand> commands) {
            commanded += commands.size();
            last = Optional.of(seen);
            for (SignalCommand command : commands) {
                if (command instanceof SignalCommand.Show show) {
                    told.put(show.junction(), show.aspects());
                }
            }
        }

        Optional<String> confirmation(ControlNetwork network) {
            Observation seen = last.orElse(null);
            if (seen == null || told.size() < network.junctions().size()) {
                return Optional.empty();
            }
            List<String> words = new ArrayList<>();
            for (Map.Entry<Integer, List<Aspect>> entry : told.entrySet()) {
                int j = entry.getKey();
                List<Aspect> shown = IntStream.range(0, entry.getValue().size())
                        .mapToObj(g -> seen.shown(j, g))
                        .toList();
                if (!shown.equals(entry.getValue())) {
                    return Optional.empty();
                }
                words.add("junction " + network.junctions().get(j).id() + " shows " + SignalLetters.of(shown));
            }
            return Optional.of(String.join(", ", words));
        }
    }
}
