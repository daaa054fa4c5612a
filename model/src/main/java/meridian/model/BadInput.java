package meridian.model;

/**
 * Input that cannot be used: says where, what was found, what was expected and what to do.
 *
 * <p>Readers throw it for a file as a whole; single bad records are skipped and counted instead.
 */
public final class BadInput extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int LONGEST_VALUE = 120;

    private final String place;

    /**
     * @param place file, and line, element or byte where known
     * @param found what stands there, with its value
     * @param expected what should stand there; no full stop
     * @param advice what to do next; no full stop
     */
    public BadInput(String place, String found, String expected, String advice) {
        super(place + ": " + shortened(found) + ". Expected " + expected + ". " + advice + ".");
        this.place = place;
    }

    public String place() {
        return place;
    }

    /** A value as it may be printed: control characters replaced, cut to a readable length. */
    public static String shortened(String value) {
        String clean = value.replaceAll("\\p{Cntrl}", "·");
        return clean.length() <= LONGEST_VALUE ? clean : clean.substring(0, LONGEST_VALUE) + "…";
    }
}
