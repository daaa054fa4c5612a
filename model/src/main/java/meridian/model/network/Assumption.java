package meridian.model.network;

/** A property that the source did not state and Meridian filled in; shown wherever the property is shown. */
public enum Assumption {
    LANES,
    SPEED,
    TURNS,
    PRIORITY,
    CONTROL,
    WIDTH
}
