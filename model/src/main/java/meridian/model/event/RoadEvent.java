package meridian.model.event;

import meridian.model.network.Access;

/** Something that is so on a road, or on all of them, for a while: works, an incident, other limits, weather. */
public sealed interface RoadEvent {
    /** {@link SpeedSet#lane} of who means all lanes of a link. */
    int ALL_LANES = -1;

    Period during();

    /**
     * Nobody may come onto a link, but for some.
     *
     * @param link index of the link
     * @param stillOpenFor who may all the same, of those who might before
     */
    record LinkClosed(int link, Access stillOpenFor, Period during) implements RoadEvent {}

    /**
     * Nobody may come onto a lane, but for some.
     *
     * @param link index of the link
     * @param lane of that link, from the kerb (0)
     * @param stillOpenFor who may all the same, of those who might before
     */
    record LaneClosed(int link, int lane, Access stillOpenFor, Period during) implements RoadEvent {
        public LaneClosed {
            if (lane < 0) {
                throw new IllegalArgumentException("a lane's number is 0 or more, got " + lane);
            }
        }
    }

    /**
     * Another speed limit than usual, lower or higher; of several on a lane the lowest counts.
     *
     * @param link index of the link
     * @param lane of that link, from the kerb (0), or {@link #ALL_LANES}
     * @param speedMps more than 0, less than 200
     */
    record SpeedSet(int link, int lane, double speedMps, Period during) implements RoadEvent {
        public SpeedSet {
            if (lane < ALL_LANES) {
                throw new IllegalArgumentException("a lane's number is 0 or more, got " + lane);
            }
            if (!(speedMps > 0 && speedMps < 200)) {
                throw new IllegalArgumentException(
                        "a speed limit is more than 0 and less than 200 m/s, got " + speedMps);
            }
        }
    }

    /** Weather over the whole city; where two meet, the worse of each of their effects counts. */
    record WeatherChange(Weather weather, Period during) implements RoadEvent {}
}
