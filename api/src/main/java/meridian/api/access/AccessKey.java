package meridian.api.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key as it is listed: all but its secret.
 *
 * @param types none: all
 * @param areas none: everywhere
 * @param perSecond requests a second
 * @param expires absent: never
 * @param revoked absent: not yet
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AccessKey(
        String id,
        String name,
        Set<Scope> scopes,
        Set<String> types,
        List<Area> areas,
        double perSecond,
        Instant created,
        @Nullable Instant expires,
        @Nullable Instant revoked) {

    public AccessKey {
        // In the order of the words, wherever they come from.
        Grant grant = new Grant(scopes, types, areas);
        scopes = grant.scopes();
        types = grant.types();
        areas = grant.areas();
    }

    static AccessKey of(String id, KeyOrder order, Instant created) {
        Grant grant = order.grant();
        return new AccessKey(
                id,
                order.name(),
                grant.scopes(),
                grant.types(),
                grant.areas(),
                order.perSecond(),
                created,
                order.expires(),
                null);
    }

    AccessKey revokedAt(Instant now) {
        return new AccessKey(
                id, name, scopes, types, areas, perSecond, created, expires, revoked == null ? now : revoked);
    }

    public Grant grant() {
        return new Grant(scopes, types, areas);
    }

    public boolean isGood(Instant now) {
        return revoked == null && (expires == null || now.isBefore(expires));
    }

    Caller caller() {
        return new Caller(Caller.Kind.KEY, id, name, grant(), perSecond);
    }
}
