package meridian.model.network;

import java.util.EnumSet;
import java.util.Set;

/**
 * Who may use a lane.
 *
 * @param mask bit {@code kind.ordinal()} is set where that kind may
 */
public record Access(int mask) {
    private static final int EVERYBODY = (1 << VehicleKind.values().length) - 1;

    public static final Access ALL = new Access(EVERYBODY);
    public static final Access NONE = new Access(0);

    public Access {
        if ((mask & ~EVERYBODY) != 0) {
            throw new IllegalArgumentException("unknown vehicle kinds in access mask " + mask);
        }
    }

    public static Access of(Set<VehicleKind> kinds) {
        int mask = 0;
        for (VehicleKind kind : kinds) {
            mask |= 1 << kind.ordinal();
        }
        return new Access(mask);
    }

    public static Access of(VehicleKind first, VehicleKind... rest) {
        return of(EnumSet.of(first, rest));
    }

    public Access without(VehicleKind kind) {
        return new Access(mask & ~(1 << kind.ordinal()));
    }

    public boolean allows(VehicleKind kind) {
        return (mask & 1 << kind.ordinal()) != 0;
    }

    public Set<VehicleKind> kinds() {
        Set<VehicleKind> kinds = EnumSet.noneOf(VehicleKind.class);
        for (VehicleKind kind : VehicleKind.values()) {
            if (allows(kind)) {
                kinds.add(kind);
            }
        }
        return kinds;
    }
}
