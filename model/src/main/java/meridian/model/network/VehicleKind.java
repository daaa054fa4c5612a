package meridian.model.network;

/** What moves, as lanes admit it and as screens show it. The order is part of the live frame and of files: append only. */
public enum VehicleKind {
    CAR,
    VAN,
    TRUCK,
    BUS,
    EMERGENCY,
    MOTORCYCLE,
    BICYCLE,
    TRAM,
    TAXI
}
