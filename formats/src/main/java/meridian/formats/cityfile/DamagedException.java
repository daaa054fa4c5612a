package meridian.formats.cityfile;

/** The file does not hold what its own tables promise; {@link CityFile} turns it into the message for people. */
final class DamagedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DamagedException(String message) {
        super(message);
    }
}
