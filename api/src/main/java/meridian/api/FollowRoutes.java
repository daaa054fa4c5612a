package meridian.api;

import io.helidon.http.Method;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meridian.api.Routes.Route;
import meridian.api.access.Permission;
import meridian.api.access.Reach;
import meridian.field.FollowFigures;
import meridian.sim.assimilation.HiddenErrors;
import org.jspecify.annotations.Nullable;

/** How the running city follows one outside, and how far it is from what it is not told. */
final class FollowRoutes {
    private static final double KMH_PER_MPS = 3.6;

    List<Route> all() {
        return List.of(new Route(
                Method.GET,
                "/api/following",
                Permission.READ,
                Reach.WHOLE_CITY,
                (stage, request) -> Answer.json(about(stage))));
    }

    private static Views.Following about(Stage stage) {
        return stage.city()
                .simulated()
                .following()
                .map(following -> view(following.figures(), following.age()))
                .orElse(new Views.Following(false, 0, 0, 0, 0, 0, null, Map.of(), null, null, List.of(), 0, 0, false));
    }

    private static Views.Following view(FollowFigures f, Optional<Duration> age) {
        return new Views.Following(
                f.minutes() > 0,
                f.minutes(),
                f.heard(),
                f.hidden(),
                f.silent(),
                f.reports(),
                age.map(old -> old.toMillis() / 1000.0).orElse(null),
                f.refused(),
                view(f.errors()),
                view(f.uncorrected()),
                f.believedClosed(),
                f.added(),
                f.withdrawn(),
                f.simulated());
    }

    private static Views.@Nullable FollowErrors view(Optional<HiddenErrors> errors) {
        return errors.map(e -> new Views.FollowErrors(
                        rounded(e.vehiclesPerHour()),
                        Double.isNaN(e.speedMps()) ? null : rounded(e.speedMps() * KMH_PER_MPS),
                        rounded(e.flowOutside())))
                .orElse(null);
    }

    private static double rounded(double value) {
        return Math.rint(value * 10) / 10;
    }
}
