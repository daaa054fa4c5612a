package meridian.decide.corridor;

import java.util.List;

/**
 * A controlled junction on a way.
 *
 * @param at place in the way of the link that ends at its line
 * @param junction index of the junction
 * @param stage that lets the vehicle go on its way
 * @param changeSeconds the longest that the junction takes from any other stage to this one: a least green, amber, clearance, people on foot
 * @param lanes from which that stage leads to the way's next link
 */
public record Passage(int at, int junction, int stage, double changeSeconds, List<Integer> lanes) {
    public Passage {
        lanes = List.copyOf(lanes);
    }
}
