package meridian.formats;

/** Told how far long work has come. Called often; must be cheap. */
@FunctionalInterface
public interface Progress {
    Progress NONE = (what, done, total) -> {};

    /**
     * @param what what is being done, such as "reading ways"
     * @param done units done
     * @param total units in all, or -1 where unknown
     */
    void at(String what, long done, long total);
}
