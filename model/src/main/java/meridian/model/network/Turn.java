package meridian.model.network;

/** Direction of a movement as its driver sees it. */
public enum Turn {
    STRAIGHT,
    SLIGHT_RIGHT,
    RIGHT,
    SLIGHT_LEFT,
    LEFT,
    U_TURN;

    /** The turn between two headings, radians counter-clockwise; below 25° is straight, below 50° slight. */
    public static Turn between(double fromHeading, double toHeading) {
        double degrees = Math.toDegrees(Math.IEEEremainder(toHeading - fromHeading, 2 * Math.PI));
        double size = Math.abs(degrees);
        if (size < 25) {
            return STRAIGHT;
        }
        if (size > 160) {
            return U_TURN;
        }
        if (degrees > 0) {
            return size < 50 ? SLIGHT_LEFT : LEFT;
        }
        return size < 50 ? SLIGHT_RIGHT : RIGHT;
    }

    public boolean isLeft() {
        return this == LEFT || this == SLIGHT_LEFT || this == U_TURN;
    }

    public boolean isRight() {
        return this == RIGHT || this == SLIGHT_RIGHT;
    }
}
