package meridian.formats.sumo;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import meridian.model.network.Access;
import meridian.model.network.VehicleKind;

/**
 * From a lane's {@code allow} and {@code disallow} to {@link Access}.
 *
 * <p>Several of SUMO's classes share one of our kinds. A list of those who may admits a kind with any of its classes; a
 * list of those who may not shuts a kind out with its usual class (a lane closed to coaches is still open to buses).
 */
final class Permissions {
    private static final Map<VehicleKind, VClass> USUAL = new EnumMap<>(Map.of(
            VehicleKind.CAR, VClass.PASSENGER,
            VehicleKind.VAN, VClass.DELIVERY,
            VehicleKind.TRUCK, VClass.TRUCK,
            VehicleKind.BUS, VClass.BUS,
            VehicleKind.EMERGENCY, VClass.EMERGENCY,
            VehicleKind.MOTORCYCLE, VClass.MOTORCYCLE,
            VehicleKind.BICYCLE, VClass.BICYCLE,
            VehicleKind.TRAM, VClass.TRAM,
            VehicleKind.TAXI, VClass.TAXI));
    /** Lanes of a file repeat a handful of lists. */
    private static final int LISTS_KEPT = 10_000;

    private final Map<String, Access> known = new HashMap<>();

    Access of(Element lane) {
        String allow = lane.attribute("allow");
        String disallow = lane.attribute("disallow");
        if (allow == null && disallow == null) {
            return Access.ALL;
        }
        if (known.size() > LISTS_KEPT) {
            known.clear();
        }
        return allow != null
                ? known.computeIfAbsent("+" + allow, k -> allowed(lane.words("allow")))
                : known.computeIfAbsent("-" + disallow, k -> others(lane.words("disallow")));
    }

    static Access allowed(List<String> names) {
        if (names.contains("all")) {
            return Access.ALL;
        }
        Set<VehicleKind> kinds = EnumSet.noneOf(VehicleKind.class);
        for (String name : names) {
            VClass.named(name).filter(c -> opens(c)).ifPresent(c -> kinds.add(kind(c)));
        }
        return Access.of(kinds);
    }

    static Access others(List<String> names) {
        if (names.contains("all")) {
            return Access.NONE;
        }
        Set<VehicleKind> kinds = EnumSet.allOf(VehicleKind.class);
        for (String name : names) {
            VClass.named(name).ifPresent(c -> kinds.removeIf(k -> USUAL.get(k) == c));
        }
        return Access.of(kinds);
    }

    /** Lanes for car pools or for a scenario's own classes alone are not open to every car. */
    private static boolean opens(VClass c) {
        return c.kind != null
                && switch (c) {
                    case PRIVATE, HOV, EVEHICLE, CUSTOM1, CUSTOM2 -> false;
                    default -> true;
                };
    }

    private static VehicleKind kind(VClass c) {
        VehicleKind kind = c.kind;
        if (kind == null) {
            throw new IllegalArgumentException(c + " is no vehicle of ours");
        }
        return kind;
    }
}
