package meridian.api;

/**
 * How far a city is that cannot be shown yet.
 *
 * @param city its name, or what stands for it until that is known
 * @param step what is being done
 * @param percent of the way from the start of the program to the first moving vehicle, 0 to 100; meaningless while importing
 */
public record Loading(String city, Step step, int percent) {
    /** In the order in which they come. */
    public enum Step {
        /** Fetched and converted, which is done once. How long it takes is not known. */
        IMPORTING,
        /** Its file is read. */
        READING,
        /** Its roads are made ready for driving; its map can be drawn meanwhile. */
        PREPARING,
        /** It is shown with its traffic. */
        READY
    }

    public Loading {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("a share of 0 to 100 %, got " + percent);
        }
    }
}
