package meridian.app.plant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import meridian.act.ControlLoop;
import meridian.act.ControlledCity;
import meridian.decide.Decider;
import meridian.decide.Deciders;
import meridian.decide.DecisionTimes;
import meridian.field.plant.ObserveMode;
import meridian.field.plant.PlantLost;
import meridian.field.traci.SumoPlant;
import meridian.field.traci.SumoRun;
import meridian.formats.sumo.SumoOutputs;
import meridian.model.BadInput;

/**
 * One hour, or so, of SUMO under a decider and the safety kernel. The same settings give the same figures.
 *
 * @param decider a name of {@link Deciders}, or {@link #PLAN}
 * @param observe what the decider sees
 * @param seconds how long it runs at most; it ends earlier when nobody is left
 * @param everySeconds from one decision to the next
 * @param mostGreenSeconds deciders that lengthen a green do so up to here
 * @param seed of SUMO's drivers
 */
public record PlantTrial(
        String decider, ObserveMode observe, int seconds, int everySeconds, int mostGreenSeconds, long seed) {
    /** The files' own plans, which SUMO carries out itself: their ambers, nobody's kernel. */
    public static final String PLAN = "plan";

    public PlantTrial {
        if (seconds < 1 || everySeconds < 1 || mostGreenSeconds < DecisionTimes.USUAL.leastGreenSeconds()) {
            throw new IllegalArgumentException("a run lasts 1 s or more, decides every 1 s or more, and has greens of"
                    + " 5 s or more, got " + seconds + " s, " + everySeconds + " s and " + mostGreenSeconds + " s");
        }
    }

    /** Of all that can be asked for. */
    public static List<String> names() {
        return Stream.concat(Stream.of(PLAN), Stream.of(Deciders.values()).map(Deciders::title))
                .toList();
    }

    /**
     * Runs it.
     *
     * @param progress told of each second
     * @throws BadInput where SUMO cannot be started or is lost on the way
     */
    public PlantFigures run(PlantScenario scenario, IntConsumer progress) {
        try {
            Path folder = Files.createTempDirectory("meridian-plant");
            try {
                return run(scenario, folder, progress);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (PlantLost e) {
            throw new BadInput(scenario.name(), String.valueOf(e.getMessage()), "a run to the end", "Run it again");
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private PlantFigures run(PlantScenario scenario, Path folder, IntConsumer progress) throws PlantLost {
        Path trips = folder.resolve("trips.xml");
        Path statistics = folder.resolve("statistics.xml");
        List<String> arguments = new ArrayList<>(scenario.arguments());
        arguments.addAll(List.of("--seed", Long.toString(seed)));
        // Who is put elsewhere would hide a gridlock; who is still on the way must be counted.
        arguments.addAll(List.of("--time-to-teleport", "-1", "--no-warnings", "true"));
        arguments.addAll(List.of("--xml-validation.routes", "never"));
        arguments.addAll(List.of("--log", folder.resolve("sumo.log").toString()));
        arguments.addAll(List.of("--tripinfo-output", trips.toString()));
        arguments.addAll(
                List.of("--tripinfo-output.write-unfinished", "true", "--tripinfo-output.write-undeparted", "true"));
        arguments.addAll(List.of("--statistic-output", statistics.toString()));
        SumoRun run = new SumoRun(SumoRun.USUAL_PROGRAM, arguments, scenario.additional());
        ControlledCity controlled;
        try (SumoPlant plant = SumoPlant.start(run, scenario.network(), observe)) {
            controlled = ControlledCity.lawful(scenario.city(), plant.network(), plant.seconds());
            control(plant, controlled, progress);
        }
        return PlantFigures.of(
                SumoOutputs.trips(trips),
                SumoOutputs.teleports(statistics),
                controlled.refused(),
                controlled.fallbacks());
    }

    private void control(SumoPlant plant, ControlledCity controlled, IntConsumer progress) throws PlantLost {
        if (decider.equals(PLAN)) {
            for (int second = 0; second < seconds && !plant.ended(); second++) {
                plant.step(List.of());
                progress.accept(second);
            }
            return;
        }
        Decider known = Deciders.find(decider).orElseThrow().in(controlled.network(), times());
        ControlLoop loop = new ControlLoop(plant, controlled, known, everySeconds, ControlLoop.Listener.NONE);
        for (int second = 0; second < seconds && !plant.ended(); second++) {
            loop.second();
            progress.accept(second);
        }
    }

    private DecisionTimes times() {
        DecisionTimes usual = DecisionTimes.USUAL;
        return new DecisionTimes(everySeconds, usual.leastGreenSeconds(), mostGreenSeconds, usual.changeSeconds());
    }
}
