package meridian.safety;

/** What the kernel lets a group show. Whether a green is permitted or protected is no question of safety here. */
public enum Colour {
    RED,
    RED_AMBER,
    AMBER,
    GREEN
}
