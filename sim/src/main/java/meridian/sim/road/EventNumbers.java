package meridian.sim.road;

import meridian.model.event.Period;
import meridian.model.event.RoadEvent;
import meridian.model.event.RoadEvent.LaneClosed;
import meridian.model.event.RoadEvent.LinkClosed;
import meridian.model.event.RoadEvent.SpeedSet;
import meridian.model.event.RoadEvent.WeatherChange;
import meridian.model.event.Weather;
import meridian.model.network.Access;

/** Events as rows of numbers, for the columns of a running city: what it is, when from and to, and what belongs to it. */
final class EventNumbers {
    static final int WIDTH = 7;

    private static final int LINK_CLOSED = 0;
    private static final int LANE_CLOSED = 1;
    private static final int SPEED_SET = 2;
    private static final int WEATHER = 3;

    private EventNumbers() {}

    static void write(RoadEvent event, double[] rows, int row) {
        switch (event) {
            case LinkClosed(int link, Access open, var _) -> write(rows, row, LINK_CLOSED, link, 0, open.mask(), 0);
            case LaneClosed(int link, int lane, Access open, var _) ->
                write(rows, row, LANE_CLOSED, link, lane, open.mask(), 0);
            case SpeedSet(int link, int lane, double speed, var _) -> write(rows, row, SPEED_SET, link, lane, speed, 0);
            case WeatherChange(Weather weather, var _) ->
                write(rows, row, WEATHER, 0, 0, weather.speedFactor(), weather.capacityFactor());
        }
        rows[row * WIDTH + 1] = event.during().fromSeconds();
        rows[row * WIDTH + 2] = event.during().toSeconds();
    }

    private static void write(double[] rows, int row, int what, int link, int lane, double value, double other) {
        int at = row * WIDTH;
        rows[at] = what;
        rows[at + 3] = link;
        rows[at + 4] = lane;
        rows[at + 5] = value;
        rows[at + 6] = other;
    }

    /** @throws IllegalArgumentException where the numbers are no event */
    static RoadEvent read(double[] rows, int row) {
        int at = row * WIDTH;
        Period during = new Period(rows[at + 1], rows[at + 2]);
        int link = (int) rows[at + 3];
        int lane = (int) rows[at + 4];
        double value = rows[at + 5];
        return switch ((int) rows[at]) {
            case LINK_CLOSED -> new LinkClosed(link, new Access((int) value), during);
            case LANE_CLOSED -> new LaneClosed(link, lane, new Access((int) value), during);
            case SPEED_SET -> new SpeedSet(link, lane, value, during);
            case WEATHER -> new WeatherChange(new Weather(value, rows[at + 6]), during);
            default -> throw new IllegalArgumentException("an event has kind " + rows[at]);
        };
    }
}
