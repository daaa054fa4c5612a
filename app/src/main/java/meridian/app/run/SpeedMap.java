package meridian.app.run;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import meridian.app.page.LinkDrawing;
import meridian.app.page.SpeedColours;
import meridian.model.network.Link;
import meridian.model.network.Network;
import meridian.model.network.RoadClass;
import meridian.sim.road.LinkRecords;

/** All links, coloured by speed and wider where they are slow. */
final class SpeedMap {
    private final Network network;
    private final IntToDoubleFunction seconds;
    private final IntToDoubleFunction lost;

    /** @param seconds vehicle seconds of a link, and of those what was lost */
    SpeedMap(Network network, IntToDoubleFunction seconds, IntToDoubleFunction lost) {
        this.network = network;
        this.seconds = seconds;
        this.lost = lost;
    }

    static SpeedMap of(Outcome outcome) {
        LinkRecords records = outcome.links();
        return new SpeedMap(outcome.experiment().city().network(), records::vehicleSeconds, records::lostSeconds);
    }

    /** Speed over what drivers want, of all who were on the link; 1 where nobody lost time. */
    static double ratio(LinkRecords records, int link) {
        return ratio(records.vehicleSeconds(link), records.lostSeconds(link));
    }

    private static double ratio(double seconds, double lost) {
        return seconds > 0 ? Math.clamp(1 - lost / seconds, 0, 1) : 1;
    }

    String svg() {
        List<Link> links = network.links();
        LinkDrawing drawing = new LinkDrawing(
                links.stream().map(Link::shape).toList(),
                links.stream()
                        .map(l -> l.roadClass().compareTo(RoadClass.TERTIARY) > 0)
                        .toList());
        return drawing.svg("Map of mean speeds by road", this::style);
    }

    /** The slowest on top, the unused below all others. */
    private String style(int link) {
        double of = seconds.applyAsDouble(link);
        return of > 0 ? "s s" + SpeedColours.shade(ratio(of, lost.applyAsDouble(link))) : "z quiet";
    }
}
