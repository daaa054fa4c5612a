package meridian.app.machine;

/**
 * One thing about this machine that Meridian needs or uses.
 *
 * @param name what was looked at
 * @param state how it is
 * @param found what is there
 * @param advice what to do; empty where nothing needs to be done
 */
public record Check(String name, State state, String found, String advice) {
    /** The order is from good to bad. */
    public enum State {
        OK,
        WARN,
        FAIL
    }

    public static Check ok(String name, String found) {
        return new Check(name, State.OK, found, "");
    }

    public static Check warn(String name, String found, String advice) {
        return new Check(name, State.WARN, found, advice);
    }

    public static Check fail(String name, String found, String advice) {
        return new Check(name, State.FAIL, found, advice);
    }
}
