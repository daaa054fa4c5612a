package meridian.model.geo;

/** An upright rectangle in the plane, metres; never empty, may be a single point. */
public record Box(double minX, double minY, double maxX, double maxY) {
    public Box {
        if (!(minX <= maxX) || !(minY <= maxY)) {
            throw new IllegalArgumentException(
                    "a box needs min <= max, got x " + minX + ".." + maxX + ", y " + minY + ".." + maxY);
        }
    }

    public double widthMeters() {
        return maxX - minX;
    }

    public double heightMeters() {
        return maxY - minY;
    }

    public Point center() {
        return new Point((minX + maxX) / 2, (minY + maxY) / 2);
    }

    public boolean contains(double x, double y) {
        return x >= minX && x <= maxX && y >= minY && y <= maxY;
    }

    public boolean intersects(Box other) {
        return minX <= other.maxX && other.minX <= maxX && minY <= other.maxY && other.minY <= maxY;
    }

    /** The smallest box that holds this one and the other. */
    public Box with(Box other) {
        return new Box(
                Math.min(minX, other.minX),
                Math.min(minY, other.minY),
                Math.max(maxX, other.maxX),
                Math.max(maxY, other.maxY));
    }

    /** This box with a margin on all sides, m. */
    public Box grown(double meters) {
        return new Box(minX - meters, minY - meters, maxX + meters, maxY + meters);
    }
}
