package meridian.history;

import java.util.List;
import java.util.function.Function;

/**
 * What was found, and what could not be looked at.
 *
 * @param leftOut files that could have had a part in the answer and are damaged; whoever shows the answer says so
 */
public record Answer<T>(T found, List<LeftOut> leftOut) {
    public Answer {
        leftOut = List.copyOf(leftOut);
    }

    /**
     * A file that is not what the catalogue says it is.
     *
     * @param file its name in the folder of the history
     * @param reason what is wrong with it
     */
    public record LeftOut(String file, String reason) {}

    <R> Answer<R> map(Function<T, R> change) {
        return new Answer<>(change.apply(found), leftOut);
    }
}
