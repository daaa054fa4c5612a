package meridian.api;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.RequestException;
import meridian.api.access.Caller;
import meridian.api.access.Permission;
import meridian.api.access.Reach;

/**
 * The door of one kind of channel: who may open it, and whether they still may. A WebSocket never comes to the routes' filter,
 * so each channel asks here.
 */
final class ChannelDoor {
    private final String path;
    private final Permission permission;
    private final Reach reach;
    private final Gatekeeper gatekeeper;
    private final Doorkeeper doorkeeper;
    private final RequestLog log;

    ChannelDoor(
            String path,
            Permission permission,
            Reach reach,
            Gatekeeper gatekeeper,
            Doorkeeper doorkeeper,
            RequestLog log) {
        this.path = path;
        this.permission = permission;
        this.reach = reach;
        this.gatekeeper = gatekeeper;
        this.doorkeeper = doorkeeper;
        this.log = log;
    }

    String path() {
        return path;
    }

    Permission permission() {
        return permission;
    }

    Reach reach() {
        return reach;
    }

    /** To be called in {@code onHttpUpgrade}: whoever may open it. */
    Caller open(Headers headers) {
        String refusal = gatekeeper.refusal(headers);
        if (refusal != null) {
            throw RequestException.builder()
                    .type(DirectHandler.EventType.FORBIDDEN)
                    .message(refusal)
                    .build();
        }
        try {
            Caller caller = doorkeeper.admitToChannel(headers, permission, reach);
            log.write("GET", path, 101, System.nanoTime(), caller);
            return caller;
        } catch (Unusable e) {
            throw refusal(e);
        }
    }

    /** What to throw in {@code onHttpUpgrade} so that the answer says why. */
    static RequestException refusal(Unusable why) {
        RequestException.Builder refusal = RequestException.builder()
                .type(DirectHandler.EventType.OTHER)
                .status(why.answer().status())
                .message(why.getMessage());
        why.answer().headers().forEach(refusal::header);
        if (!why.code().isEmpty()) {
            refusal.header(HeaderValues.create(Gatekeeper.CODE, why.code()));
        }
        return refusal.build();
    }

    /** To be asked while it is open: whether what opened it still holds. */
    boolean holds(Caller caller) {
        return doorkeeper.access().holds(caller);
    }
}
