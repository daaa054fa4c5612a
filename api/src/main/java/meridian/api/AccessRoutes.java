package meridian.api;

import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import meridian.api.Routes.Route;
import meridian.api.access.Access;
import meridian.api.access.AccessKey;
import meridian.api.access.Area;
import meridian.api.access.Caller;
import meridian.api.access.Grant;
import meridian.api.access.KeyOrder;
import meridian.api.access.MadeKey;
import meridian.api.access.Permission;
import meridian.api.access.Reach;
import meridian.api.access.Scope;
import meridian.model.BadInput;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Signing in and out, and the keys. */
final class AccessRoutes {
    static final String SESSION = "/api/session";

    private final Doorkeeper doorkeeper;
    private final Access access;

    AccessRoutes(Doorkeeper doorkeeper) {
        this.doorkeeper = doorkeeper;
        access = doorkeeper.access();
    }

    List<Route> all() {
        return List.of(
                new Route(Method.GET, SESSION, Permission.PUBLIC, Reach.LIMITED, (stage, request) -> whoAmI(request)),
                new Route(Method.POST, SESSION, Permission.PUBLIC, Reach.LIMITED, (stage, request) -> signIn(request)),
                new Route(
                        Method.DELETE, SESSION, Permission.PUBLIC, Reach.LIMITED, (stage, request) -> signOut(request)),
                new Route(
                        Method.POST,
                        "/api/session/tokens",
                        Permission.LOCAL,
                        Reach.LIMITED,
                        (stage, request) -> Answer.created(new Views.Token(access.signInToken()))),
                new Route(
                        Method.GET,
                        "/api/keys",
                        Permission.ADMINISTER,
                        Reach.WHOLE_CITY,
                        (stage, request) -> Answer.json(access.keys())),
                new Route(
                        Method.POST,
                        "/api/keys",
                        Permission.ADMINISTER,
                        Reach.WHOLE_CITY,
                        (stage, request) -> makeKey(request)),
                new Route(
                        Method.DELETE,
                        "/api/keys/{id}",
                        Permission.ADMINISTER,
                        Reach.WHOLE_CITY,
                        (stage, request) -> revokeKey(request)));
    }

    /** Nobody is an answer, and no failure that browsers would write down. */
    private static Answer whoAmI(ServerRequest request) {
        return Answer.json(view(Caller.of(request)));
    }

    private static Views.Session view(Caller caller) {
        List<String> scopes = caller.grant().scopes().stream().map(Scope::word).toList();
        return caller.kind() == Caller.Kind.NOBODY
                ? new Views.Session(false, null, List.of())
                : new Views.Session(true, caller.name(), scopes);
    }

    private Answer signIn(ServerRequest request) {
        String secret = text(JsonBody.object(request, Set.of("secret")), "secret");
        String session = access.signIn(secret)
                .orElseThrow(() -> doorkeeper.wrongSecret(
                        request,
                        "That signs nobody in: a sign-in address works once and for ten minutes. meridian sign-in prints"
                                + " another."));
        Caller caller = access.ofSession(session).orElseThrow();
        caller.in(request.context());
        return Answer.json(view(caller)).with(doorkeeper.cookie().of(session));
    }

    private Answer signOut(ServerRequest request) {
        Caller caller = Caller.of(request);
        if (caller.kind() == Caller.Kind.PERSON) {
            access.signOut(caller);
        }
        return Answer.json(view(Caller.NOBODY)).with(doorkeeper.cookie().gone());
    }

    private Answer makeKey(ServerRequest request) {
        JsonNode body = JsonBody.object(request, Set.of("name", "scopes", "types", "areas", "perSecond", "expires"));
        try {
            MadeKey made = access.makeKey(order(body));
            return Answer.created(new Views.MadeKey(made.key(), made.secret()));
        } catch (IllegalArgumentException e) {
            throw Unusable.parameter(sentence(e));
        }
    }

    private static KeyOrder order(JsonNode body) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        texts(body, "scopes").forEach(word -> scopes.add(Scope.of(word)));
        List<Area> areas = new ArrayList<>();
        array(body, "areas").forEach(area -> areas.add(area(area)));
        Grant grant = new Grant(scopes, new TreeSet<>(texts(body, "types")), areas);
        JsonNode perSecond = body.path("perSecond");
        if (!perSecond.isMissingNode() && !perSecond.isNumber()) {
            throw Unusable.parameter("perSecond is a number of 1 to 100000.");
        }
        double rate = perSecond.isNumber() ? perSecond.asDouble() : KeyOrder.USUAL_PER_SECOND;
        return new KeyOrder(text(body, "name"), grant, rate, expires(body));
    }

    private static Area area(JsonNode node) {
        return new Area(degrees(node, "west"), degrees(node, "south"), degrees(node, "east"), degrees(node, "north"));
    }

    private static double degrees(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (!value.isNumber()) {
            throw Unusable.parameter("An area has the numbers west, south, east and north, in degrees.");
        }
        return value.asDouble();
    }

    private static @Nullable Instant expires(JsonNode body) {
        if (!body.has("expires")) {
            return null;
        }
        String text = text(body, "expires");
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw Unusable.parameter(
                    "expires is a moment such as 2027-01-31T12:00:00Z, not " + BadInput.shortened(text) + ".");
        }
    }

    private static String text(JsonNode body, String name) {
        JsonNode value = body.path(name);
        if (!value.isString()) {
            throw Unusable.parameter("The body needs the text \"" + name + "\".");
        }
        return value.asString();
    }

    private static List<String> texts(JsonNode body, String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode value : array(body, name)) {
            if (!value.isString()) {
                throw Unusable.parameter(name + " is an array of texts.");
            }
            texts.add(value.asString());
        }
        return texts;
    }

    private static Iterable<JsonNode> array(JsonNode body, String name) {
        JsonNode value = body.path(name);
        if (!value.isMissingNode() && !value.isArray()) {
            throw Unusable.parameter(name + " is an array.");
        }
        return value;
    }

    private Answer revokeKey(ServerRequest request) {
        String id = request.path().pathParameters().get("id");
        Optional<AccessKey> revoked = access.revokeKey(id);
        return Answer.json(
                revoked.orElseThrow(() -> Unusable.notFound("There is no key " + BadInput.shortened(id) + ".")));
    }

    private static String sentence(IllegalArgumentException e) {
        String text = String.valueOf(e.getMessage());
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
    }
}
