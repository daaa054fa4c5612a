package meridian.api;

import io.helidon.http.Header;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the server has to show: first how far the city is, then the city. Safe for all threads; a city that is shown stays.
 */
final class Stage {
    /** The code of a problem that ends by itself. */
    static final String LOADING = "loading";

    /** A local program that asks once a second disturbs nobody. */
    static final Header RETRY_AFTER = HeaderValues.create("Retry-After", "1");

    private volatile Loading loading;
    private volatile @Nullable ShownCity city;

    Stage(Loading loading) {
        this.loading = loading;
    }

    void say(Loading progress) {
        loading = progress;
    }

    void show(ShownCity shown) {
        city = shown;
    }

    /** @throws Unusable while it is not there yet */
    ShownCity city() {
        ShownCity shown = city;
        if (shown == null) {
            throw notYet(loading);
        }
        return shown;
    }

    private static Unusable notYet(Loading now) {
        boolean known = now.step() != Loading.Step.IMPORTING;
        String message = now.city()
                + (known
                        ? String.format(Locale.ROOT, " is loading, %d %%", now.percent())
                        : " is being fetched and converted, which is done once")
                + "; ask again in a second.";
        Views.Loading details = new Views.Loading(now.city(), CityViews.word(now.step()), known ? now.percent() : null);
        return Unusable.because(
                message,
                Answer.problem(Status.SERVICE_UNAVAILABLE_503, new Views.Problem(LOADING, message, details))
                        .with(RETRY_AFTER));
    }
}
