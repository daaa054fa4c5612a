package meridian.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import meridian.app.events.EventsFile;
import meridian.app.terminal.Terminal;
import meridian.app.terminal.Words;
import meridian.formats.ReadReport;
import meridian.model.City;
import meridian.model.event.RoadEvent;

/** Puts events of a file into a city, and tells what of the file could not be used. */
final class CityEvents {
    private CityEvents() {}

    static City added(City city, Path file, Terminal terminal) {
        ReadReport report = new ReadReport();
        List<RoadEvent> all = new ArrayList<>(city.events());
        all.addAll(EventsFile.read(file, city.network(), report));
        report.skipped()
                .forEach(left -> terminal.say(file + ": " + Words.plural(left.count(), left.what()) + " left out: "
                        + left.why() + " (" + String.join("; ", left.places()) + ")"));
        return city.withEvents(all);
    }
}
