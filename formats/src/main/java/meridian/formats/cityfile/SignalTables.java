package meridian.formats.cityfile;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import meridian.model.network.Network;
import meridian.model.signal.Actuation;
import meridian.model.signal.Aspect;
import meridian.model.signal.SignalController;
import meridian.model.signal.SignalPhase;
import meridian.model.signal.SignalPlan;

/** Signal controllers, their plans and phases. */
final class SignalTables {
    /** One letter for each aspect, in the order of {@link Aspect}; the letters are SUMO's. */
    private static final String LETTERS = "ruygGoOs";

    private final Connection connection;
    private final Sum sum;

    SignalTables(Connection connection, Sum sum) {
        this.connection = connection;
        this.sum = sum;
    }

    /** Whether a city has anything to say that only version 2 knows. */
    static boolean anyActuated(List<SignalController> signals) {
        return signals.stream().anyMatch(signal -> signal.plan().actuated());
    }

    /** A signal stands at the first of its nodes. */
    void write(List<SignalController> signals, Network network, GeoBlob geo, int version) throws SQLException {
        writePhases(signals);
        if (version >= 2) {
            writeActuation(signals);
        }
        try (Table table = new Table(
                connection, sum, "signal", "geom", "id", "nodes", "group_count", "plan", "offset_s", "source")) {
            for (SignalController signal : signals) {
                SignalPlan plan = signal.plan();
                int node = signal.nodes().isEmpty() ? 0 : signal.nodes().getFirst();
                table.row().shown(geo.point(network.node(node).at())).set(signal.id());
                table.set(Numbers.join(signal.nodes())).set(signal.groups()).set(plan.id());
                table.set(plan.offsetSeconds()).set(plan.source().name()).end();
            }
        }
    }

    private void writePhases(List<SignalController> signals) throws SQLException {
        try (Table table = new Table(connection, sum, "phase", "signal", "phase", "duration_s", "aspects")) {
            for (int i = 0; i < signals.size(); i++) {
                List<SignalPhase> phases = signals.get(i).plan().phases();
                for (int k = 0; k < phases.size(); k++) {
                    table.row().set(i).set(k).set(phases.get(k).durationSeconds());
                    table.set(letters(phases.get(k))).end();
                }
            }
        }
    }

    /** One row for each phase of a plan that detectors lengthen. */
    private void writeActuation(List<SignalController> signals) throws SQLException {
        try (Table table = new Table(
                connection,
                sum,
                "actuation",
                "signal",
                "phase",
                "least_s",
                "most_s",
                "max_gap_s",
                "detector_gap_s",
                "passing_s")) {
            for (int i = 0; i < signals.size(); i++) {
                SignalPlan plan = signals.get(i).plan();
                Actuation how = plan.actuation();
                for (int k = 0; plan.actuated() && k < plan.phases().size(); k++) {
                    SignalPhase phase = plan.phases().get(k);
                    table.row().set(i).set(k).set(phase.leastSeconds()).set(phase.mostSeconds());
                    table.set(how.maxGapSeconds()).set(how.detectorGapSeconds()).set(how.passingSeconds());
                    table.end();
                }
            }
        }
    }

    private static String letters(SignalPhase phase) {
        StringBuilder letters = new StringBuilder();
        phase.aspects().forEach(aspect -> letters.append(LETTERS.charAt(aspect.ordinal())));
        return letters.toString();
    }

    /** @param version of the file */
    List<SignalController> read(int version) throws SQLException {
        Map<Integer, List<SignalPhase>> phases = readPhases();
        Map<Integer, Actuation> actuations = version < 2 ? Map.of() : readActuation(phases);
        List<SignalController> signals = new ArrayList<>();
        try (Rows rows =
                new Rows(connection, sum, "signal", "id", "nodes", "group_count", "plan", "offset_s", "source")) {
            while (rows.next()) {
                String id = rows.text();
                List<Integer> nodes = Numbers.split(rows.text());
                int groups = rows.whole();
                String plan = rows.text();
                double offset = rows.number();
                SignalPlan.Source source = rows.choice(SignalPlan.Source.class);
                List<SignalPhase> cycle = phases.getOrDefault(signals.size(), List.of());
                Actuation how = actuations.getOrDefault(signals.size(), Actuation.USUAL);
                signals.add(new SignalController(id, nodes, groups, new SignalPlan(plan, offset, cycle, source, how)));
            }
        }
        return signals;
    }

    /** By signal, each in order. */
    private Map<Integer, List<SignalPhase>> readPhases() throws SQLException {
        Map<Integer, List<SignalPhase>> phases = new HashMap<>();
        try (Rows rows = new Rows(connection, sum, "phase", "signal", "phase", "duration_s", "aspects")) {
            while (rows.next()) {
                List<SignalPhase> cycle = phases.computeIfAbsent(rows.whole(), k -> new ArrayList<>());
                Numbers.index(rows.whole(), cycle.size() + 1);
                cycle.add(new SignalPhase(rows.number(), aspects(rows.text())));
            }
        }
        return phases;
    }

    /** By signal; the phases take over how long they may last. */
    private Map<Integer, Actuation> readActuation(Map<Integer, List<SignalPhase>> phases) throws SQLException {
        Map<Integer, Actuation> actuations = new HashMap<>();
        try (Rows rows = new Rows(
                connection,
                sum,
                "actuation",
                "signal",
                "phase",
                "least_s",
                "most_s",
                "max_gap_s",
                "detector_gap_s",
                "passing_s")) {
            while (rows.next()) {
                int signal = rows.whole();
                List<SignalPhase> cycle = phases.getOrDefault(signal, List.of());
                int k = Numbers.index(rows.whole(), cycle.size());
                SignalPhase fixed = cycle.get(k);
                cycle.set(k, new SignalPhase(fixed.durationSeconds(), rows.number(), rows.number(), fixed.aspects()));
                actuations.put(signal, new Actuation(rows.number(), rows.number(), rows.number()));
            }
        }
        return actuations;
    }

    private static List<Aspect> aspects(String letters) {
        Aspect[] all = Aspect.values();
        List<Aspect> aspects = new ArrayList<>(letters.length());
        for (int i = 0; i < letters.length(); i++) {
            aspects.add(all[Numbers.index(LETTERS.indexOf(letters.charAt(i)), all.length)]);
        }
        return aspects;
    }
}
