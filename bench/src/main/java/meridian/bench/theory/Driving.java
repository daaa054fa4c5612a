package meridian.bench.theory;

import java.util.function.Consumer;
import meridian.model.City;

/** Somebody who simulates: the engine that is measured, or the one it is measured beside. */
interface Driving {
    /** As people call it. */
    String name();

    /** The same with other random numbers. */
    Driving withSeed(long seed);

    /**
     * Simulates from second 0 on in steps of one second.
     *
     * @param city its trips have whole routes and vehicles of {@link #LENGTH_METERS}
     * @param each told of the moment after each step; it is the same object each time
     */
    void drive(City city, double seconds, Consumer<Moment> each);

    /** Of every vehicle of these experiments. */
    double LENGTH_METERS = 5;
}
