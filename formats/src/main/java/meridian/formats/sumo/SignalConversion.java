package meridian.formats.sumo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import meridian.formats.ReadReport;
import meridian.formats.sumo.NetFile.Connection;
import meridian.formats.sumo.SignalProgram.Phase;
import meridian.model.BadInput;
import meridian.model.network.Movement;
import meridian.model.signal.Aspect;
import meridian.model.signal.SignalController;
import meridian.model.signal.SignalPhase;
import meridian.model.signal.SignalPlan;
import meridian.model.signal.SignalSite;

/** Signal programs to controllers. A link index of SUMO becomes a signal group of the same number. */
final class SignalConversion {
    /** The program that runs at each signal that governs a road: as in SUMO the one that was loaded last. */
    private final Map<String, SignalProgram> running = new HashMap<>();

    private final Map<String, Integer> indexOf = new LinkedHashMap<>();
    /** Nodes of signals that connections name and no file has a program for. */
    private final Map<String, TreeSet<Integer>> unplanned = new LinkedHashMap<>();

    private final ReadReport report;

    SignalConversion(List<SignalProgram> programs, ReadReport report) {
        this.report = report;
        for (SignalProgram program : programs) {
            running.put(program.signal(), program);
        }
    }

    /** The controller's index, given out in the order of asking, or {@link Movement#NO_SIGNAL}. */
    int indexOf(Connection c, int node) {
        String id = c.signal();
        if (id == null || c.linkIndex() < 0) {
            return Movement.NO_SIGNAL;
        }
        SignalProgram program = running.get(id);
        if (program == null) {
            unplanned.computeIfAbsent(id, k -> new TreeSet<>()).add(node);
            return Movement.NO_SIGNAL;
        }
        int links = program.phases().getFirst().state().length();
        if (c.linkIndex() >= links) {
            throw new BadInput(
                    c.place(),
                    "the connection is number " + c.linkIndex() + " of signal " + id + ", whose program has " + links
                            + " letters (" + program.place() + ")",
                    "a program with a letter for each connection",
                    "Match the program to the network");
        }
        return indexOf.computeIfAbsent(id, k -> indexOf.size());
    }

    List<SignalController> controllers(List<Movement> movements) {
        List<TreeSet<Integer>> nodes = new ArrayList<>();
        indexOf.forEach((id, i) -> nodes.add(new TreeSet<>()));
        for (Movement m : movements) {
            if (m.signalled()) {
                nodes.get(m.signal()).add(m.node());
            }
        }
        List<SignalController> controllers = new ArrayList<>();
        indexOf.forEach((id, i) -> controllers.add(controller(id, List.copyOf(nodes.get(i)))));
        report.took("signal", controllers.size());
        running.keySet().stream()
                .filter(id -> !indexOf.containsKey(id))
                .sorted()
                .forEach(id ->
                        report.skipped("signal program", "its signal governs no road of the network", "signal " + id));
        return controllers;
    }

    /** Signals whose plan has to be computed: those without a program, at nodes that no other signal governs. */
    List<SignalSite> sites(List<Movement> movements) {
        Set<Integer> taken = new HashSet<>();
        movements.stream().filter(Movement::signalled).forEach(m -> taken.add(m.node()));
        List<SignalSite> sites = new ArrayList<>();
        unplanned.forEach((id, nodes) -> {
            List<Integer> free = nodes.stream().filter(taken::add).toList();
            report.skipped(
                    "signal program",
                    free.isEmpty() ? "no file has one" : "no file has one; its plan is computed",
                    "signal " + id);
            if (!free.isEmpty()) {
                sites.add(new SignalSite(id, free));
            }
        });
        return sites;
    }

    private SignalController controller(String id, List<Integer> nodes) {
        SignalProgram program = running.get(id);
        if (program == null) {
            throw new IllegalStateException("signal " + id + " was counted without a program");
        }
        if (program.type().equals("delay_based")) {
            report.skipped(
                    "switching of a signal by lost time",
                    "programs of type delay_based run as actuated ones: by time gaps at detectors",
                    "signal " + id);
        } else if (!program.type().equals("static") && !SignalProgram.actuated(program.type())) {
            report.skipped(
                    "switching of a signal by its detectors",
                    "programs of type " + program.type() + " run with their stated durations",
                    "signal " + id);
        }
        int groups = program.phases().getFirst().state().length();
        List<SignalPhase> phases = cycle(program).stream()
                .map(phase -> new SignalPhase(
                        phase.durationSeconds(),
                        phase.leastSeconds(),
                        phase.mostSeconds(),
                        aspects(program, phase, groups)))
                .toList();
        return new SignalController(
                id,
                nodes,
                groups,
                new SignalPlan(
                        program.program(),
                        program.offsetSeconds(),
                        phases,
                        SignalPlan.Source.GIVEN,
                        program.actuation()));
    }

    /** The phases that follow each other from the first; phases that only a branch reaches are left out. */
    private List<Phase> cycle(SignalProgram program) {
        List<Phase> all = program.phases();
        if (all.stream().allMatch(phase -> phase.next() < 0)) {
            return all;
        }
        List<Phase> cycle = new ArrayList<>();
        int i = 0;
        while (cycle.size() < all.size()) {
            cycle.add(all.get(i));
            i = all.get(i).next() < 0 ? (i + 1) % all.size() : all.get(i).next();
            if (i == 0) {
                report.skipped(
                        "branch of a signal program",
                        "only the cycle from its first phase runs",
                        "signal " + program.signal());
                return cycle;
            }
            if (i >= all.size()) {
                break;
            }
        }
        report.skipped(
                "branch of a signal program",
                "it never returns to its first phase; run in the order of the file",
                "signal " + program.signal());
        return all;
    }

    private static List<Aspect> aspects(SignalProgram program, Phase phase, int groups) {
        if (phase.state().length() != groups) {
            throw new BadInput(
                    program.place(),
                    "signal " + program.signal() + " has a phase \"" + phase.state() + "\"",
                    groups + " letters as in its first phase",
                    "Correct the program");
        }
        return phase.state()
                .chars()
                .mapToObj(letter -> aspect(program, (char) letter))
                .toList();
    }

    private static Aspect aspect(SignalProgram program, char letter) {
        return switch (letter) {
            case 'r' -> Aspect.RED;
            case 'u' -> Aspect.RED_AMBER;
            case 'y', 'Y' -> Aspect.AMBER;
            case 'g' -> Aspect.GREEN_PERMITTED;
            case 'G' -> Aspect.GREEN_PROTECTED;
            case 's' -> Aspect.STOP_THEN_GO;
            case 'o' -> Aspect.FLASHING_AMBER;
            case 'O' -> Aspect.OFF;
            default ->
                throw new BadInput(
                        program.place(),
                        "signal " + program.signal() + " shows '" + letter + "'",
                        "one of r u y Y g G s o O",
                        "Correct the program");
        };
    }
}
