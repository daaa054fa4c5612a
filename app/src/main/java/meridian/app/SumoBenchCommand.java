package meridian.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import meridian.app.city.NotFound;
import meridian.app.machine.Folders;
import meridian.app.terminal.ProgressLine;
import meridian.app.terminal.Terminal;
import meridian.app.terminal.TextTable;
import meridian.app.terminal.Words;
import meridian.bench.statistics.Estimate;
import meridian.bench.sumo.Routes;
import meridian.bench.sumo.Scene;
import meridian.bench.sumo.SceneComparison;
import meridian.bench.sumo.Sumo;
import meridian.bench.sumo.SumoBench;
import meridian.testkit.MeasuredCities;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Is Meridian right? SUMO's answer and ours on the same files. */
@Command(
        name = "sumo",
        description = "Compares trips and link flows with SUMO on the same files.",
        footer = {
            "",
            "Scenes: bologna, acosta, cologne1, cologne8, ingolstadt1, hamburg; those whose",
            "files are here. SUMO's results are kept and only computed once.",
            "",
            "Example: meridian bench sumo --scenes bologna,cologne8 --seeds 3"
        })
final class SumoBenchCommand implements Callable<Integer> {
    private static final int MOST_SEEDS = 1000;
    private static final int TELEPORTS_NAMED = 5;

    @Mixin
    private Terminal terminal = new Terminal();

    @Option(names = "--scenes", paramLabel = "A,B", split = ",", description = "Which scenes; all by default.")
    private List<String> names = List.of();

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "10", description = "Runs of each; 10 by default.")
    private int seeds;

    @Option(
            names = "--sumo-cache",
            paramLabel = "DIR",
            description = "Where SUMO's results are kept; else in the cache folder.")
    private @Nullable Path cache;

    @Option(
            names = "--routes",
            paramLabel = "WAY",
            defaultValue = "live",
            description =
                    "Ways of trips that have none: live (fastest in the present traffic, as in SUMO), free (on empty roads),"
                            + " sumo (those that SUMO chose).")
    private Routes routes = Routes.LIVE;

    @Option(names = "--threads", paramLabel = "N", description = "Runs at a time; else one a core.")
    private @Nullable Integer threads;

    @Option(
            names = "--links",
            paramLabel = "N",
            defaultValue = "0",
            description = "Also print the N links that differ most.")
    private int links;

    @Option(names = "--json", description = "Print JSON, with all links.")
    private boolean json;

    @Override
    public Integer call() {
        check();
        List<Scene> scenes = scenes();
        Sumo sumo = Sumo.find()
                .orElseThrow(() -> new NotFound("SUMO is not installed here: there is no program \"sumo\" on the search"
                        + " path. Install it (Debian package sumo) and try again."));
        Path kept = cache == null
                ? Folders.ofThisUser().cache().resolve("bench").resolve("sumo")
                : cache.toAbsolutePath().normalize();
        Folders.writable(kept, "--sumo-cache");
        int at = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        List<SceneComparison> compared = new ArrayList<>();
        for (Scene scene : scenes) {
            scene.place()
                    .ifPresentOrElse(
                            place -> compared.add(compared(new Job(sumo, kept, at), scene, place)),
                            () -> terminal.say("Skipped: " + MeasuredCities.missing(scene.folder()) + "."));
        }
        if (json) {
            terminal.printJson(compared);
        }
        return compared.isEmpty() ? ExitCode.NOT_FOUND : ExitCode.OK;
    }

    private record Job(Sumo sumo, Path cache, int threads) {}

    private SceneComparison compared(Job job, Scene scene, Path place) {
        SceneComparison comparison;
        try (ProgressLine progress = terminal.progress()) {
            comparison = new SumoBench(job.sumo(), job.cache(), routes, job.threads(), progress)
                    .compare(scene, place, seeds);
        }
        if (!json) {
            terminal.print(lines(comparison));
            terminal.out().flush();
        }
        return comparison;
    }

    private void check() {
        if (seeds < 1 || seeds > MOST_SEEDS) {
            throw wrong("--seeds is 1 to " + MOST_SEEDS + ", not " + seeds);
        }
        if (threads != null && threads < 1) {
            throw wrong("--threads is 1 or more, not " + threads);
        }
    }

    private List<Scene> scenes() {
        if (names.isEmpty()) {
            return Scene.ALL;
        }
        return names.stream()
                .map(name -> Scene.find(name.strip())
                        .orElseThrow(() -> wrong("there is no scene \"" + name + "\"; the scenes are "
                                + Scene.ALL.stream().map(Scene::name).collect(Collectors.joining(", ")))))
                .toList();
    }

    private ParameterException wrong(String message) {
        return new ParameterException(terminal.spec().commandLine(), message);
    }

    private List<String> lines(SceneComparison c) {
        List<String> lines = new ArrayList<>();
        lines.add(c.title() + " (" + c.scene() + "), " + Words.plural(c.seeds(), "seed") + " each, SUMO "
                + c.sumoVersion());
        lines.add("");
        TextTable table = new TextTable().head("mean, 95 % interval", "SUMO", "Meridian", "difference");
        for (SceneComparison.Figure f : c.figures()) {
            String difference = f.percent() == null ? "" : signed(f.percent()) + " %";
            table.row(f.name(), value(f.sumo(), f.unit()), value(f.meridian(), f.unit()), difference);
        }
        lines.addAll(table.lines());
        lines.add("");
        lines.addAll(linkLines(c));
        lines.addAll(Words.wrap(unfinished(c), TextTable.COLUMNS));
        long strayed = c.strayed().stream().mapToLong(Long::longValue).sum();
        if (strayed > 0) {
            lines.addAll(Words.wrap(
                    "Meridian: " + Words.plural(strayed, "driver")
                            + " ended elsewhere, by seed "
                            + c.strayed().stream().map(String::valueOf).collect(Collectors.joining(", ")) + ".",
                    TextTable.COLUMNS));
        }
        lines.addAll(Words.wrap(teleported(c), TextTable.COLUMNS));
        lines.add("");
        return lines;
    }

    private List<String> linkLines(SceneComparison c) {
        SceneComparison.Links l = c.links();
        String itself = l.sumoAgainstItself() == null ? "" : ", SUMO against itself " + percent(l.sumoAgainstItself());
        List<String> lines = new ArrayList<>();
        lines.addAll(Words.wrap(
                "Hourly flow from " + Words.clock(c.hourBeginSeconds()) + ": GEH below 5 on " + percent(l.gehBelow5())
                        + " of " + Words.plural(l.count(), "link") + " (seed by seed "
                        + percent(l.gehBelow5BySeed()) + itself + ").",
                TextTable.COLUMNS));
        lines.addAll(Words.wrap(
                String.format(
                        Locale.ROOT,
                        "Mean speed of all: %.1f km/h in SUMO, %.1f km/h in Meridian; by link %s km/h on average,"
                                + " without sign %.1f km/h.",
                        l.sumoKmh(),
                        l.meridianKmh(),
                        signed(l.speedDifferenceKmh()),
                        l.speedErrorKmh()),
                TextTable.COLUMNS));
        if (links > 0) {
            lines.add("");
            TextTable table = new TextTable().head("link", "SUMO veh/h", "Meridian", "GEH", "SUMO km/h", "Meridian");
            c.linkPairs().stream()
                    .limit(links)
                    .forEach(p -> table.row(
                            p.link(),
                            number(p.sumoFlow()),
                            number(p.meridianFlow()),
                            number(p.geh()),
                            p.sumoKmh() == null ? "-" : number(p.sumoKmh()),
                            p.meridianKmh() == null ? "-" : number(p.meridianKmh())));
            lines.addAll(table.lines());
            lines.add("");
        }
        return lines;
    }

    private static String unfinished(SceneComparison c) {
        int all = c.unfinished().stream().mapToInt(Integer::intValue).sum();
        return all == 0
                ? "Meridian: every trip has arrived."
                : "Meridian: " + Words.plural(all, "trip") + " never arrived, by seed "
                        + c.unfinished().stream().map(String::valueOf).collect(Collectors.joining(", ")) + ".";
    }

    private static String teleported(SceneComparison c) {
        if (c.teleported().isEmpty()) {
            return "SUMO teleported nobody.";
        }
        String names = c.teleported().stream().limit(TELEPORTS_NAMED).collect(Collectors.joining("; "));
        String more = c.teleported().size() > TELEPORTS_NAMED ? "; …" : "";
        return "SUMO teleported " + Words.plural(c.teleported().size(), "vehicle") + ": " + names + more + ".";
    }

    private static String value(Estimate e, String unit) {
        String width = e.halfWidth95() == null || e.halfWidth95() == 0 ? "" : " ± " + number(e.halfWidth95());
        return number(e.mean()) + width + (unit.isEmpty() ? "" : " " + unit);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static String signed(double value) {
        return String.format(Locale.ROOT, "%+.1f", value).replace('-', '−');
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= 1000 ? "%,.0f" : "%.1f", value);
    }
}
