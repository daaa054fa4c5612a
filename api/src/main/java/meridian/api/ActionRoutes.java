package meridian.api;

import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import meridian.api.Routes.Route;
import meridian.api.access.Caller;
import meridian.api.access.Permission;
import meridian.api.access.Reach;
import meridian.model.BadInput;
import meridian.model.geo.LonLat;
import tools.jackson.databind.JsonNode;

/** The inbox: what is proposed for the signals, and what people say to it. */
final class ActionRoutes {
    private static final String ALL = "/api/actions";
    private static final String ONE = ALL + "/{id}";
    private static final String POLICIES = "/api/policies";
    /** Whoever is on this machine can sign in as the administrator, and so counts as the same person. */
    private static final String ADMINISTRATOR = "Administrator";

    private static final int LONGEST_REASON = 500;

    private final InstantSource clock;

    ActionRoutes(InstantSource clock) {
        this.clock = clock;
    }

    List<Route> all() {
        return List.of(
                route(Method.GET, ALL, Permission.READ, (stage, request) -> inbox(stage)),
                route(Method.POST, ALL, Permission.COMMAND, ActionRoutes::propose),
                route(Method.GET, ONE, Permission.READ, (stage, request) -> Answer.json(one(stage, request))),
                route(Method.GET, ONE + "/leaves", Permission.READ, ActionRoutes::leaves),
                route(Method.POST, ONE + "/approval", Permission.COMMAND, this::approve),
                route(Method.POST, ONE + "/denial", Permission.COMMAND, this::deny),
                route(Method.GET, POLICIES, Permission.READ, (stage, request) -> policies(stage)),
                route(Method.POST, POLICIES, Permission.COMMAND, ActionRoutes::adopt),
                route(Method.DELETE, POLICIES + "/{id}", Permission.COMMAND, ActionRoutes::withdraw),
                route(Method.POST, "/api/modes", Permission.COMMAND, ActionRoutes::setMode),
                route(Method.POST, "/api/emergency-stop", Permission.COMMAND, ActionRoutes::stop));
    }

    private static Route route(Method method, String path, Permission permission, Routes.Handler handler) {
        return new Route(method, path, permission, Reach.WHOLE_CITY, handler);
    }

    /** Keys are given to somebody; what comes with one is its holder's word. */
    private static String person(ServerRequest request) {
        Caller caller = Caller.of(request);
        return caller.kind() == Caller.Kind.KEY ? caller.name() + " (key " + caller.id() + ")" : ADMINISTRATOR;
    }

    private Answer inbox(Stage stage) {
        Optional<ActionDoor> open = stage.openActions();
        if (open.isEmpty()) {
            return Answer.json(new Views.Inbox(true, List.of(), null, List.of()));
        }
        ActionDoor door = open.get();
        List<Views.AreaMode> modes = new ArrayList<>();
        door.modes().forEach((area, mode) -> modes.add(new Views.AreaMode(area, mode)));
        List<Views.Action> actions =
                door.actions().stream().map(action -> view(stage, action)).toList();
        String doing = door.doing();
        return Answer.json(new Views.Inbox(true, modes, doing.isEmpty() ? null : doing, actions));
    }

    private Views.Action one(Stage stage, ServerRequest request) {
        return view(stage, find(stage, request));
    }

    private static ActionDoor.Action find(Stage stage, ServerRequest request) {
        String id = id(request);
        return stage.actions().actions().stream()
                .filter(action -> action.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Unusable.notFound("There is no action " + BadInput.shortened(id) + " here."));
    }

    private static String id(ServerRequest request) {
        return request.path().pathParameters().get("id");
    }

    private Views.Action view(Stage stage, ActionDoor.Action action) {
        CityViews views = stage.city().views();
        var city = stage.city().city();
        List<Views.ActionJunction> junctions = new ArrayList<>();
        for (int node : action.nodes()) {
            LonLat at = city.projection().toEarth(city.network().node(node).at());
            junctions.add(new Views.ActionJunction(node, views.junctionName(node), at.lonDegrees(), at.latDegrees()));
        }
        double left = Duration.between(clock.instant(), action.expiresAt()).toMillis() / 1000.0;
        return new Views.Action(
                action.id(),
                action.stage(),
                action.area(),
                action.actionClass(),
                action.persons(),
                action.decider(),
                action.reason(),
                action.approvers(),
                action.contentSha256(),
                action.place(),
                junctions,
                action.seconds(),
                action.citySeconds(),
                action.lostPerMinute(),
                action.alternatives().stream()
                        .map(tried -> new Views.ActionAlternative(tried.name(), view(tried.effect())))
                        .toList(),
                action.chosen(),
                action.payers().stream()
                        .map(payer -> new Views.Payer(
                                payer.link(),
                                city.network().link(payer.link()).name(),
                                views.junctionName(
                                        city.network().link(payer.link()).fromNode()),
                                view(payer.effect())))
                        .toList(),
                action.kernel(),
                action.proposedAt().toString(),
                action.expiresAt().toString(),
                Math.max(0, left),
                action.measured().map(ActionRoutes::view).orElse(null),
                action.method().isEmpty() ? null : action.method(),
                action.note().isEmpty() ? null : action.note(),
                true);
    }

    private static Views.ActionEffect view(ActionDoor.Effect effect) {
        return new Views.ActionEffect(effect.measure(), effect.unit(), effect.expected(), effect.low(), effect.high());
    }

    private static Answer propose(Stage stage, ServerRequest request) {
        ActionDoor door = stage.actions();
        JsonNode body = JsonBody.object(request, Set.of("junctions", "decider", "seconds"));
        List<Integer> nodes = new ArrayList<>();
        for (JsonNode node : body.path("junctions")) {
            if (!node.isInt()) {
                throw Unusable.parameter("junctions is an array of whole numbers.");
            }
            nodes.add(node.asInt());
        }
        JsonNode seconds = body.path("seconds");
        if (!seconds.isInt()) {
            throw Unusable.parameter("seconds is a whole number.");
        }
        try {
            door.propose(nodes, text(body, "decider"), seconds.asInt(), person(request));
        } catch (IllegalArgumentException e) {
            throw Unusable.parameter(sentence(String.valueOf(e.getMessage())));
        }
        return Answer.json(new Views.Accepted(true)).with(Status.ACCEPTED_202);
    }

    private static Answer leaves(Stage stage, ServerRequest request) {
        List<Views.Leaf> leaves = stage.actions().leaves(id(request)).stream()
                .map(leaf -> new Views.Leaf(leaf.entry(), leaf.text()))
                .toList();
        if (leaves.isEmpty()) {
            throw Unusable.notFound("The audit log has nothing of such an action.");
        }
        return Answer.json(new Views.Leaves(leaves));
    }

    private Answer approve(Stage stage, ServerRequest request) {
        ActionDoor door = stage.actions();
        JsonNode body = JsonBody.object(request, Set.of("contentSha256"));
        String hash = text(body, "contentSha256");
        if (!hash.matches("[0-9a-f]{64}")) {
            throw Unusable.parameter("contentSha256 is that of the action as it was seen, 64 hexadecimal digits.");
        }
        ActionDoor.Action known = find(stage, request);
        done(door.approve(known.id(), hash, person(request)));
        return Answer.json(one(stage, request));
    }

    private Answer deny(Stage stage, ServerRequest request) {
        ActionDoor door = stage.actions();
        JsonNode body = JsonBody.object(request, Set.of("reason"));
        ActionDoor.Action known = find(stage, request);
        done(door.deny(known.id(), person(request), reason(body)));
        return Answer.json(one(stage, request));
    }

    private static Answer setMode(Stage stage, ServerRequest request) {
        ActionDoor door = stage.actions();
        JsonNode body = JsonBody.object(request, Set.of("area", "mode"));
        String mode = text(body, "mode");
        if (!Set.of("observe", "advise", "act").contains(mode)) {
            throw Unusable.parameter("mode is observe, advise or act.");
        }
        String area = text(body, "area");
        if (!door.modes().containsKey(area)) {
            throw Unusable.notFound("There is no area " + BadInput.shortened(area) + "; there are "
                    + String.join(", ", door.modes().keySet()) + ".");
        }
        done(door.setMode(area, mode, person(request)));
        return Answer.json(new Views.AreaMode(area, mode));
    }

    private static Answer policies(Stage stage) {
        List<Views.Policy> policies = stage.actions().policies().stream()
                .map(policy -> new Views.Policy(
                        policy.id(),
                        policy.area(),
                        policy.mostClass(),
                        policy.deciders(),
                        policy.from().toString(),
                        policy.until().toString()))
                .toList();
        return Answer.json(new Views.Policies(policies));
    }

    private static Answer adopt(Stage stage, ServerRequest request) {
        ActionDoor door = stage.actions();
        JsonNode body = JsonBody.object(request, Set.of("note"));
        try {
            done(door.adopt(text(body, "note"), person(request)));
        } catch (BadInput e) {
            throw Unusable.parameter(String.valueOf(e.getMessage()));
        }
        return policies(stage);
    }

    private static Answer withdraw(Stage stage, ServerRequest request) {
        done(stage.actions().withdraw(id(request), person(request)));
        return policies(stage);
    }

    private static Answer stop(Stage stage, ServerRequest request) {
        ActionDoor door = stage.actions();
        JsonNode body = JsonBody.object(request, Set.of("reason"));
        ActionDoor.Stopped stopped = door.stop(person(request), reason(body));
        return Answer.json(new Views.Stopped(stopped.actions(), stopped.inTime(), stopped.millis()));
    }

    /** @throws Unusable where it was refused; that is in the audit log */
    private static void done(ActionDoor.Outcome outcome) {
        String refusal = outcome.refusal();
        if (refusal != null) {
            throw Unusable.of(
                    Status.CONFLICT_409,
                    "refused",
                    sentence(refusal) + " Entry " + outcome.entry() + " of the audit log.");
        }
    }

    private static String text(JsonNode body, String name) {
        JsonNode value = body.path(name);
        if (!value.isMissingNode() && !value.isString()) {
            throw Unusable.parameter(name + " is a text.");
        }
        return value.isString() ? value.asString() : "";
    }

    private static String reason(JsonNode body) {
        String reason = text(body, "reason").strip();
        if (reason.length() > LONGEST_REASON) {
            throw Unusable.parameter("reason has at most " + LONGEST_REASON + " characters.");
        }
        return reason;
    }

    private static String sentence(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
    }
}
