package meridian.formats.sumo;

import java.util.ArrayList;
import java.util.List;
import meridian.formats.ReadReport;
import meridian.formats.sumo.SignalProgram.Phase;

/** Collects {@code tlLogic} elements, which stand in networks and in additional files alike. */
final class SignalProgramReader implements XmlFile.Visitor {
    private static final int MOST_PHASES = 1_000_000;
    private static final int MOST_LINKS = 10_000;

    private final ReadReport report;
    private final List<SignalProgram> programs = new ArrayList<>();
    private final ActuationReader actuation;
    private final List<Phase> phases = new ArrayList<>();
    private boolean inside;
    private int phaseCount;
    private String signal = "";
    private String program = "";
    private String type = "";
    private String place = "";
    private double offsetSeconds;

    SignalProgramReader(ReadReport report) {
        this.report = report;
        actuation = new ActuationReader(report);
    }

    /** In the order of the files. */
    List<SignalProgram> programs() {
        return List.copyOf(programs);
    }

    @Override
    public void start(Element element) {
        switch (element.name()) {
            case "tlLogic" -> {
                inside = true;
                phases.clear();
                actuation.clear();
                signal = element.text("id");
                program = element.text("programID", "0");
                type = element.text("type", "static");
                // Newer files may say "begin": the offset that makes the plan start with the simulation.
                offsetSeconds = element.text("offset", "0").equals("begin") ? 0 : element.seconds("offset", 0);
                place = element.place();
            }
            case "phase" -> {
                if (inside) {
                    phases.add(phase(element));
                }
            }
            case "param" -> {
                if (inside && SignalProgram.actuated(type)) {
                    actuation.parameter(element, signal);
                }
            }
            default -> {}
        }
    }

    private Phase phase(Element element) {
        if (++phaseCount > MOST_PHASES) {
            throw element.bad(
                    "more than " + MOST_PHASES + " signal phases", "the signals of one city", "Do not use this file");
        }
        String state = element.text("state");
        if (state.isEmpty() || state.length() > MOST_LINKS) {
            throw element.wrong("state", state, "one letter for each signalled connection");
        }
        double duration = element.seconds("duration", element.seconds("minDur", 0));
        List<String> next = element.words("next");
        int follows = next.isEmpty() ? -1 : nextPhase(next.getFirst());
        return SignalProgram.actuated(type)
                ? actuation.phase(element, duration, state, follows, signal)
                : new Phase(duration, duration, duration, state, follows);
    }

    private static int nextPhase(String text) {
        return text.matches("\\d{1,6}") ? Integer.parseInt(text) : -1;
    }

    @Override
    public void end(String name) {
        if (!inside || !name.equals("tlLogic")) {
            return;
        }
        inside = false;
        List<Phase> lasting =
                phases.stream().filter(p -> p.durationSeconds() > 0).toList();
        if (lasting.isEmpty()) {
            report.skipped("signal program", "it has no phase that lasts", place);
        } else if (type.startsWith("rail") || program.equals("off")) {
            report.skipped("signal program", "a program of type " + type + " is not one of fixed phases", place);
        } else {
            boolean whole = lasting.size() == phases.size();
            List<Phase> kept = whole
                    ? List.copyOf(phases)
                    : lasting.stream()
                            .map(p -> new Phase(p.durationSeconds(), p.leastSeconds(), p.mostSeconds(), p.state(), -1))
                            .toList();
            programs.add(
                    new SignalProgram(signal, program, type, offsetSeconds, kept, actuation.actuation(place), place));
        }
    }
}
