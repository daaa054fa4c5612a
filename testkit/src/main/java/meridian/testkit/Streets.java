package meridian.testkit;

import meridian.model.City;
import meridian.model.network.NodeControl;
import meridian.model.network.RoadClass;

/** The smallest cities: what a unit test needs to make one claim, and a grid of any size for benchmarks. */
public final class Streets {
    private static final double TOWN_SPEED_MPS = 13.89;
    private static final double GRID_SPEED_MPS = 16.67;

    private Streets() {}

    /** A one-way road between two nodes, one link named {@code start>end}, limit 50 km/h, exactly this long. */
    public static City straight(int lanes, double meters) {
        NetworkDraft draft = new NetworkDraft();
        // Links begin and end a metre from a dead end.
        int start = draft.node("start", -1, 0, NodeControl.NONE);
        int end = draft.node("end", meters + 1, 0, NodeControl.NONE);
        Road road = Road.of("Long Street", RoadClass.SECONDARY, TOWN_SPEED_MPS, lanes)
                .oneWay();
        return draft.street(road, start, end).build("Long Street");
    }

    /**
     * Two streets with a lane each way that cross; arms of 200 m, limit 50 km/h, links such as {@code north>middle} and
     * {@code middle>east}. The west–east street is the major one where there are major and minor roads.
     */
    public static City crossroads(NodeControl control) {
        NetworkDraft draft = new NetworkDraft();
        int middle = draft.node("middle", 0, 0, control);
        int east = draft.node("east", 200, 0, NodeControl.NONE);
        int north = draft.node("north", 0, 200, NodeControl.NONE);
        int west = draft.node("west", -200, 0, NodeControl.NONE);
        int south = draft.node("south", 0, -200, NodeControl.NONE);
        draft.street(Road.of("Main Street", RoadClass.SECONDARY, TOWN_SPEED_MPS, 1), west, middle, east);
        draft.street(Road.of("Side Street", RoadClass.RESIDENTIAL, TOWN_SPEED_MPS, 1), south, middle, north);
        return draft.build("Crossroads");
    }

    /**
     * A grid as published benchmarks use it: crossings {@code r/c} with r from the south and c from the west, a dead end
     * {@code r/-1}, {@code -1/c}, … at every border, limit 60 km/h.
     *
     * @param lanes in each direction; with three, one each for right, straight and left
     * @param signals whether crossings have signals: four phases of 30 s (west–east straight, west–east left, the same for
     *     north–south), 5 s amber between, right turns always permitted; else the west–east streets have priority
     */
    public static City grid(int rows, int columns, double blockMeters, int lanes, boolean signals) {
        NetworkDraft draft = new NetworkDraft();
        int[][] at = new int[rows + 2][columns + 2];
        for (int r = -1; r <= rows; r++) {
            for (int c = -1; c <= columns; c++) {
                boolean inside = r >= 0 && r < rows && c >= 0 && c < columns;
                boolean corner = (r == -1 || r == rows) && (c == -1 || c == columns);
                if (!corner) {
                    NodeControl control =
                            !inside ? NodeControl.NONE : signals ? NodeControl.SIGNALS : NodeControl.PRIORITY;
                    at[r + 1][c + 1] = draft.node(r + "/" + c, c * blockMeters, r * blockMeters, control);
                }
            }
        }
        for (int r = 0; r < rows; r++) {
            draft.street(Road.of("Street " + r, RoadClass.PRIMARY, GRID_SPEED_MPS, lanes), at[r + 1]);
        }
        for (int c = 0; c < columns; c++) {
            int[] through = new int[rows + 2];
            for (int r = 0; r < through.length; r++) {
                through[r] = at[r][c + 1];
            }
            draft.street(Road.of("Avenue " + c, RoadClass.SECONDARY, GRID_SPEED_MPS, lanes), through);
        }
        City city = draft.build("Grid " + rows + " by " + columns);
        return signals ? FourPhases.of(city) : city;
    }
}
