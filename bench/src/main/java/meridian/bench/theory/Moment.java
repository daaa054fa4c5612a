package meridian.bench.theory;

import java.util.Arrays;

/** Where the front bumpers of all vehicles are at one second; used again for the next. */
final class Moment {
    double seconds;
    int count;
    /** Front bumper in the plane, m. */
    double[] x = new double[64];

    double[] y = new double[64];
    /** Direction of travel, radians counter-clockwise from east. */
    double[] heading = new double[64];
    /** m/s. */
    double[] speed = new double[64];

    void begin(double now) {
        seconds = now;
        count = 0;
    }

    void add(double frontX, double frontY, double radians, double mps) {
        if (count == x.length) {
            x = Arrays.copyOf(x, 2 * count);
            y = Arrays.copyOf(y, 2 * count);
            heading = Arrays.copyOf(heading, 2 * count);
            speed = Arrays.copyOf(speed, 2 * count);
        }
        x[count] = frontX;
        y[count] = frontY;
        heading[count] = radians;
        speed[count++] = mps;
    }

    double meanSpeedMps() {
        return count == 0 ? 0 : Arrays.stream(speed, 0, count).sum() / count;
    }
}
