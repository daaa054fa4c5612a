package meridian.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import meridian.app.terminal.Terminal;
import meridian.app.terminal.Words;
import meridian.formats.FileKind;
import meridian.formats.ReadReport;
import meridian.formats.sumo.SumoDetectors;
import meridian.model.BadInput;
import meridian.model.network.Network;
import meridian.model.place.Detector;

/** The detectors that a run evaluates, and what is told of the others. */
final class CityDetectors {
    private static final int NAMES_SHOWN = 3;

    private CityDetectors() {}

    /** The detectors in one of SUMO's additional files; tells what of them could not be used. */
    static List<Detector> read(Path file, Network network, Terminal terminal) {
        if (!Files.isRegularFile(file) || !SumoDetectors.recognises(file)) {
            throw new BadInput(
                    file.toString(),
                    FileKind.describe(file),
                    "an additional file of SUMO with detectors",
                    "Name the file that is meant");
        }
        ReadReport report = new ReadReport();
        List<Detector> detectors = SumoDetectors.read(file, network, report);
        report.skipped()
                .forEach(left -> terminal.say(file + ": " + Words.plural(left.count(), left.what()) + " left out: "
                        + left.why() + " (" + String.join("; ", left.places()) + ")"));
        if (detectors.isEmpty()) {
            throw new BadInput(
                    file.toString(),
                    "it has no detector on a lane of this city",
                    "e1Detector or inductionLoop, on lanes of this network",
                    "Name the file that belongs to the network");
        }
        return detectors;
    }

    /** Those that are evaluated; tells of the others. */
    static List<Detector> loops(List<Detector> detectors, Terminal terminal) {
        List<String> areas = detectors.stream()
                .filter(d -> d.kind() == Detector.Kind.LANE_AREA)
                .map(Detector::id)
                .toList();
        if (!areas.isEmpty()) {
            terminal.say("not evaluated: " + Words.plural(areas.size(), "lane area detector") + " ("
                    + String.join(", ", areas.subList(0, Math.min(NAMES_SHOWN, areas.size())))
                    + (areas.size() > NAMES_SHOWN ? ", …" : "") + ")");
        }
        return detectors.stream()
                .filter(d -> d.kind() == Detector.Kind.INDUCTION_LOOP)
                .toList();
    }
}
