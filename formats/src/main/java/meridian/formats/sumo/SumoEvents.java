package meridian.formats.sumo;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import meridian.formats.Progress;
import meridian.formats.ReadReport;
import meridian.formats.sumo.RoadIndex.LanePlace;
import meridian.model.event.RoadEvent;
import meridian.model.network.Network;
import org.jspecify.annotations.Nullable;

/** Reads closures and speed signs of an additional file for a city that is known already. */
public final class SumoEvents {
    private SumoEvents() {}

    /** Whether a file looks like one of SUMO's route or additional files. */
    public static boolean recognises(Path file) {
        return SumoRoot.of(file) == SumoRoot.DEMAND;
    }

    /** All else that the file holds is not looked at. */
    public static List<RoadEvent> read(Path file, Network network, ReadReport report) {
        EventReader reader = new EventReader(new Links(network), report);
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

    /** A city's links have the names of SUMO's edges. */
    private record Links(Network network) implements EventReader.Roads {
        @Override
        public @Nullable Integer link(String edge) {
            return network.findLink(edge).orElse(null);
        }

        @Override
        public Optional<LanePlace> findLane(String id) {
            int cut = id.lastIndexOf('_');
            Integer link = cut < 0 ? null : link(id.substring(0, cut));
            if (link == null || !id.substring(cut + 1).matches("\\d{1,3}")) {
                return Optional.empty();
            }
            int lane = Integer.parseInt(id.substring(cut + 1));
            return lane < network.link(link).lanes().size() ? Optional.of(new LanePlace(link, lane)) : Optional.empty();
        }
    }
}
