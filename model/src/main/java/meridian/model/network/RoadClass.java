package meridian.model.network;

/** Importance of a road, from OpenStreetMap's {@code highway}. The order is part of the city file: append only. */
public enum RoadClass {
    MOTORWAY,
    TRUNK,
    PRIMARY,
    SECONDARY,
    TERTIARY,
    UNCLASSIFIED,
    RESIDENTIAL,
    LIVING_STREET,
    SERVICE,
    LINK_RAMP,
    OTHER
}
