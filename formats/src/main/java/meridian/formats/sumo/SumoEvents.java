package meridian.formats.sumo;

import java.nio.file.Path;
import java.util.List;
import meridian.formats.Progress;
import meridian.formats.ReadReport;
import meridian.model.event.RoadEvent;
import meridian.model.network.Network;

/** Reads closures and speed signs of an additional file for a city that is known already. */
public final class SumoEvents {
    private SumoEvents() {}

    /** Whether a file looks like one of SUMO's route or additional files. */
    public static boolean recognises(Path file) {
        return SumoRoot.of(file) == SumoRoot.DEMAND;
    }

    /** All else that the file holds is not looked at. */
    public static List<RoadEvent> read(Path file, Network network, ReadReport report) {
        EventReader reader = new EventReader(new NetworkRoads(network), report);
        new XmlFile(file, Progress.NONE).visit(new XmlFile.Visitor() {
            @Override
            public void start(Element element) {
                reader.start(element);
            }

            @Override
            public void end(String name) {
                reader.end(name);
            }
        });
        return reader.events();
    }
}
