package meridian.field;

import java.util.List;

/**
 * The figures of the operations page at one moment.
 *
 * @param seconds second of the simulated day
 * @param vehicles on the road
 * @param waiting due, but without room to enter
 * @param speedRatio mean speed over wanted speed, 0 to 1
 * @param delayMinutesPerMinute vehicle minutes lost against the wanted speed in the last simulated minute, per minute
 * @param completed trips that have arrived since the start
 * @param gridlocked vehicles that stand in a circle of waiting for each other
 * @param corridors slowest streets, slowest first
 */
public record Figures(
        double seconds,
        int vehicles,
        int waiting,
        double speedRatio,
        double delayMinutesPerMinute,
        long completed,
        int gridlocked,
        List<Corridor> corridors) {
    public Figures {
        corridors = List.copyOf(corridors);
    }

    Figures withoutCorridors() {
        return new Figures(
                seconds, vehicles, waiting, speedRatio, delayMinutesPerMinute, completed, gridlocked, List.of());
    }
}
