package meridian.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import meridian.app.city.CitySource;
import meridian.app.terminal.ProgressLine;
import meridian.app.terminal.Terminal;
import meridian.app.terminal.TextTable;
import meridian.app.terminal.Words;
import meridian.formats.ReadReport;
import meridian.model.City;
import meridian.model.network.NodeControl;
import meridian.safety.CityProof;
import meridian.safety.JunctionRules;
import meridian.safety.PlanCheck;
import meridian.safety.PlanFinding;
import meridian.safety.RulesGap;
import meridian.safety.SafetyRules;
import meridian.safety.SignalProof;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Searches every state of the safety kernel of every controller, and holds the city's own plans against its rules. */
@Command(
        name = "signals",
        description = "Searches all states of the safety kernel of each of a city's controllers for conflicting"
                + " greens and for ambers, clearances and greens that are too short.",
        footer = {
            "",
            "Says as well what could not be derived from the network, and where the city's",
            "own plans do what the kernel would refuse. Why that is a proof: docs/safety.md.",
            "The exit code is 1 where it fails.",
            "",
            "Example: meridian prove signals montevideo.gpkg"
        })
final class ProveSignalsCommand implements Callable<Integer> {
    private static final int SHOWN_OF_A_KIND = 5;

    @Mixin
    private Terminal terminal = new Terminal();

    @Parameters(paramLabel = "CITY", arity = "1..*", description = "A city file, or anything that can be imported.")
    private List<Path> sources = List.of();

    @Option(names = "--json", description = "Print JSON, always with everything that was found.")
    private boolean json;

    @Mixin
    private RulesOptions rules = new RulesOptions();

    @Option(names = "--all", description = "Show everything that was found, not only the first of each kind.")
    private boolean all;

    @Option(
            names = "--step-millis",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Calls of the kernel come at multiples of this, a divisor of 1000 (${DEFAULT-VALUE}).")
    private int stepMillis;

    /** What is printed as JSON. */
    private record Result(
            String city,
            int controllers,
            int nodes,
            int signalNodesWithoutController,
            int signalledCrossingsWithoutController,
            int proved,
            int groups,
            int walkGroups,
            int barredGroups,
            long pairs,
            long conflictingPairs,
            int kernels,
            long states,
            long calls,
            double seconds,
            Map<String, Map<String, List<String>>> broken,
            List<RulesGap> notDerived,
            List<PlanFinding> plans,
            int plansWithFindings) {}

    @Override
    public Integer call() {
        if (stepMillis < 1 || SignalProof.USUAL_STEP_MILLIS % stepMillis != 0) {
            throw new ParameterException(
                    terminal.spec().commandLine(), "--step-millis is a divisor of 1000, not " + stepMillis);
        }
        ReadReport report = new ReadReport();
        Result result;
        try (ProgressLine progress = terminal.progress()) {
            City city = CitySource.of(sources).read(report, progress);
            result = prove(city, rules.of(city), stepMillis, progress);
        }
        CitySource.told(report).forEach(terminal::say);
        if (json) {
            terminal.printJson(result);
        } else {
            print(result);
        }
        return result.broken().isEmpty() ? ExitCode.OK : ExitCode.FAILURE;
    }

    private static Result prove(City city, List<JunctionRules> junctions, int stepMillis, ProgressLine progress) {
        long start = System.nanoTime();
        CityProof proof = new CityProof(stepMillis);
        List<CityProof.Proved> proved = new ArrayList<>();
        List<PlanFinding> plans = new ArrayList<>();
        Map<String, Map<String, List<String>>> broken = new TreeMap<>();
        int wrongPlans = 0;
        for (int i = 0; i < junctions.size(); i++) {
            SafetyRules rules = junctions.get(i).findRules().orElse(null);
            if (rules != null) {
                CityProof.Proved one = proof.prove(rules);
                proved.add(one);
                if (!one.broken().isEmpty()) {
                    broken.put(one.controller(), one.broken());
                }
                List<PlanFinding> findings =
                        PlanCheck.check(rules, city.signals().get(i));
                plans.addAll(findings);
                wrongPlans += findings.isEmpty() ? 0 : 1;
            }
            progress.at("controllers proved", i + 1, junctions.size());
        }
        Set<Integer> governed = new HashSet<>();
        city.signals().forEach(signal -> governed.addAll(signal.nodes()));
        return new Result(
                city.name(),
                junctions.size(),
                governed.size(),
                nodesWithout(city, governed),
                (int) city.network().crossings().stream()
                        .filter(crossing -> crossing.signalled() && !governed.contains(crossing.node()))
                        .count(),
                proved.size(),
                proved.stream().mapToInt(CityProof.Proved::groups).sum(),
                junctions.stream().mapToInt(j -> j.crossings().size()).sum(),
                proved.stream().mapToInt(CityProof.Proved::barred).sum(),
                proved.stream().mapToLong(CityProof.Proved::pairs).sum(),
                proved.stream().mapToLong(CityProof.Proved::conflicting).sum(),
                proof.machines(),
                proof.states(),
                proof.calls(),
                (System.nanoTime() - start) / 1e9,
                broken,
                junctions.stream().flatMap(j -> j.gaps().stream()).toList(),
                plans,
                wrongPlans);
    }

    /** Nodes with signals that no plan and so no kernel governs: lights whose movements meet nobody, or none that obeys. */
    private static int nodesWithout(City city, Set<Integer> governed) {
        int without = 0;
        for (int node = 0; node < city.network().nodes().size(); node++) {
            boolean signals = city.network().node(node).control() == NodeControl.SIGNALS;
            without += signals && !governed.contains(node) ? 1 : 0;
        }
        return without;
    }

    private void print(Result result) {
        terminal.print(new TextTable()
                .row("city", result.city())
                .row("controllers", Words.count(result.controllers()))
                .row("their nodes", Words.count(result.nodes()))
                .row("signal nodes without controller", Words.count(result.signalNodesWithoutController()))
                .row(
                        "signalled crossings without controller",
                        Words.count(result.signalledCrossingsWithoutController()))
                .row("controllers with rules", Words.count(result.proved()))
                .row("groups that the kernel opens", Words.count(result.groups()))
                .row("of these crossings", Words.count(result.walkGroups()))
                .row("groups that it never opens", Words.count(result.barredGroups()))
                .row("pairs of groups", Words.count(result.pairs()))
                .row("that may not be green together", Words.count(result.conflictingPairs()))
                .row("different kernels of two groups", Words.count(result.kernels()))
                .row("states visited, all there are", Words.count(result.states()))
                .row("calls of the kernel", Words.count(result.calls()))
                .row("time", String.format(Locale.ROOT, "%.1f s", result.seconds()))
                .lines());
        terminal.print("");
        terminal.print(Words.wrap(verdict(result), TextTable.COLUMNS));
        result.broken()
                .forEach((controller, pairs) -> pairs.forEach((pair, what) ->
                        terminal.print(Words.wrap(controller + ", " + pair + ": " + what, TextTable.COLUMNS))));
        printGaps(result);
        printPlans(result);
    }

    private static String verdict(Result result) {
        return result.broken().isEmpty()
                ? "Proved: no reachable state has conflicting greens, and none a clearance, an amber or a green that is"
                        + " too short."
                : "NOT proved: " + Words.plural(result.broken().size(), "controller") + " can break the rules.";
    }

    private void printGaps(Result result) {
        if (result.notDerived().isEmpty()) {
            return;
        }
        terminal.print("");
        terminal.print("Not derived from the network:");
        Map<RulesGap.Kind, Integer> counts = new EnumMap<>(RulesGap.Kind.class);
        for (RulesGap gap : result.notDerived()) {
            if (counts.merge(gap.kind(), 1, Integer::sum) <= SHOWN_OF_A_KIND || all) {
                terminal.print(Words.wrap(gap.controller() + ": " + gap.what() + ".", TextTable.COLUMNS));
            }
        }
        counts.forEach((kind, count) ->
                terminal.print(String.format(Locale.ROOT, "%,7d  %s", count, "controllers: " + Words.of(kind))));
    }

    private void printPlans(Result result) {
        terminal.print("");
        terminal.print(Words.wrap(
                result.plansWithFindings() + " of " + result.proved()
                        + " plans of the city do what the kernel would refuse.",
                TextTable.COLUMNS));
        Map<PlanFinding.Kind, Integer> counts = new EnumMap<>(PlanFinding.Kind.class);
        for (PlanFinding finding : result.plans()) {
            if (counts.merge(finding.kind(), 1, Integer::sum) <= SHOWN_OF_A_KIND || all) {
                terminal.print(Words.wrap(sentence(finding), TextTable.COLUMNS));
            }
        }
        counts.forEach((kind, count) -> terminal.print(String.format(Locale.ROOT, "%,7d  %s", count, Words.of(kind))));
        if (!all && counts.values().stream().anyMatch(c -> c > SHOWN_OF_A_KIND)) {
            terminal.say("Shown are the first " + SHOWN_OF_A_KIND + " of each kind; --all shows the rest.");
        }
    }

    private static String sentence(PlanFinding f) {
        String what =
                switch (f.kind()) {
                    case CONFLICTING_GREENS ->
                        "groups " + f.group() + " and " + f.other() + " are green together for " + s(f.shownSeconds());
                    case SHORT_INTERGREEN ->
                        "group " + f.group() + " is green " + s(f.shownSeconds()) + " after group " + f.other()
                                + ", of " + s(f.neededSeconds());
                    case SHORT_AMBER ->
                        "group " + f.group() + " shows amber for " + s(f.shownSeconds()) + ", of "
                                + s(f.neededSeconds());
                    case SHORT_GREEN ->
                        "group " + f.group() + " is green for " + s(f.shownSeconds()) + ", of " + s(f.neededSeconds());
                    case LONG_RED ->
                        "group " + f.group() + " is red for " + s(f.shownSeconds()) + ", of at most "
                                + s(f.neededSeconds());
                };
        return f.controller() + ", plan " + f.plan() + ": " + what + ".";
    }

    private static String s(double seconds) {
        return String.format(Locale.ROOT, seconds == Math.rint(seconds) ? "%.0f s" : "%.1f s", seconds);
    }
}
