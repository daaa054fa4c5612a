package meridian.model.place;

import java.util.List;
import meridian.model.geo.Point;

/**
 * A stop of public transport.
 *
 * @param id unique among stops
 * @param name as signposted, empty where unknown
 * @param at where people wait
 * @param link index of the link it serves, -1 where unknown
 * @param lane lane of that link where the vehicle stands
 * @param startMeters start of the stretch where it stands, from the start of the link
 * @param endMeters end of that stretch
 * @param lines names of the lines that halt, may be empty
 */
public record Stop(
        String id,
        String name,
        Point at,
        int link,
        int lane,
        double startMeters,
        double endMeters,
        List<String> lines) {
    public Stop {
        lines = List.copyOf(lines);
    }
}
