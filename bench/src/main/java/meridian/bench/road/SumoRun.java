package meridian.bench.road;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import meridian.bench.sumo.Sumo;
import meridian.formats.Formats;
import meridian.formats.Progress;
import meridian.formats.ReadReport;
import meridian.formats.sumo.SumoOutputs;
import meridian.formats.sumo.SumoStep;
import meridian.model.City;
import meridian.testkit.MeasuredCities;

/**
 * SUMO on one case. Its process does not say what a stretch of time costs, so it runs up to the begin of the measurement, and
 * again up to its end; the difference counts. A run without a step tells what loading costs.
 */
final class SumoRun {
    private final RoadCase scene;
    private final Sumo sumo;
    private final Progress progress;

    SumoRun(RoadCase scene, Sumo sumo, Progress progress) {
        this.scene = scene;
        this.sumo = sumo;
        this.progress = progress;
    }

    RoadResult run(Path folder) {
        progress.at("SUMO on " + scene.word() + ", runs", 0, 3);
        List<String> files = files(folder);
        Sumo.Measured loaded = run(folder, files, List.of("--end", "0"));
        progress.at("SUMO on " + scene.word() + ", runs", 1, 3);
        Sumo.Measured before = scene.fromSeconds() == 0
                ? loaded
                : run(folder, files, List.of("--end", Double.toString(scene.fromSeconds())));
        progress.at("SUMO on " + scene.word() + ", runs", 2, 3);
        Sumo.Measured whole = run(
                folder,
                files,
                Double.isInfinite(scene.untilSeconds())
                        ? List.of()
                        : List.of("--end", Double.toString(scene.untilSeconds())));
        progress.at("SUMO on " + scene.word() + ", runs", 3, 3);
        return result(folder, loaded, before, whole);
    }

    private RoadResult result(Path folder, Sumo.Measured loaded, Sumo.Measured before, Sumo.Measured whole) {
        List<SumoStep> steps = SumoOutputs.steps(folder.resolve("summary.xml")).stream()
                .filter(s -> s.timeSeconds() >= scene.fromSeconds())
                .toList();
        long updates = steps.stream().mapToLong(SumoStep::running).sum();
        double meters =
                steps.stream().mapToDouble(s -> s.running() * s.meanSpeedMps()).sum();
        return new RoadResult(
                scene.word(),
                "SUMO " + sumo.version(),
                updates / (double) Math.max(1, steps.size()),
                updates,
                steps.size(),
                whole.cpuSeconds() - before.cpuSeconds(),
                whole.clockSeconds() - before.clockSeconds(),
                updates > 0 ? meters / updates : 0,
                loaded.clockSeconds(),
                -1,
                whole.peakBytes());
    }

    private Sumo.Measured run(Path folder, List<String> files, List<String> end) {
        List<String> arguments = new ArrayList<>(files);
        arguments.addAll(end);
        arguments.addAll(
                List.of("--summary-output", folder.resolve("summary.xml").toString()));
        arguments.addAll(List.of("--no-step-log", "--no-warnings", "--seed", "1", "--xml-validation", "never"));
        arguments.addAll(List.of("--log", folder.resolve("sumo.log").toString()));
        return sumo.measured(folder, arguments);
    }

    private List<String> files(Path folder) {
        if (scene == RoadCase.BOLOGNA) {
            Path place = MeasuredCities.find(RoadCase.bologna().folder()).orElseThrow();
            return RoadCase.bologna().arguments(place, List.of());
        }
        City city = Formats.read(scene.files(folder), new ReadReport(), Progress.NONE);
        return PlainNetwork.write(city, folder, sumo);
    }
}
