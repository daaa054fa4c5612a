package meridian.api;

import io.helidon.common.buffers.BufferData;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.websocket.WsSession;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.StringJoiner;
import meridian.api.access.Caller;
import meridian.api.live.Feed;
import meridian.api.live.LiveProblem;
import meridian.api.live.Message;
import meridian.api.live.Subscription;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * One who watches the twin through the WebSocket {@code /live} (docs/live.md). The connection's thread reads what he wants to
 * see, a virtual thread of his own tells him.
 */
final class FeedSession extends ChannelSession {
    /** Until the first subscription comes there is nothing to wait for but that. */
    private static final long WITHOUT_SUBSCRIPTION_MILLIS = 25;
    /** A new subscription costs a question to the whole twin. */
    private static final long BETWEEN_SUBSCRIPTIONS_MILLIS = 100;

    private final LiveStreams streams;
    private Optional<Subscription> first = Optional.empty();
    private OptionalLong cursor = OptionalLong.empty();
    private volatile @Nullable Feed feed;
    /** Only the thread that serves looks at it. */
    private long toldNanos = System.nanoTime();

    FeedSession(LiveStreams streams, ChannelDoor door) {
        super("live", door, streams.stalls(), OperationsServer.LARGEST_BODY);
        this.streams = streams;
    }

    @Override
    public Optional<Headers> onHttpUpgrade(HttpPrologue prologue, Headers headers) {
        Caller caller = admit(headers);
        try {
            streams.demandTwin();
            streams.demandRoom(caller);
            if (!prologue.query().isEmpty()) {
                first = Optional.of(Subscription.of(
                        name -> prologue.query().first(name).asOptional().filter(text -> !text.isBlank())));
                cursor = LiveStreams.cursor(prologue.query().first("cursor").asOptional());
            }
        } catch (LiveProblem e) {
            throw ChannelDoor.refusal(LiveStreams.unusable(e));
        } catch (Unusable e) {
            throw ChannelDoor.refusal(e);
        }
        return Optional.empty();
    }

    @Override
    boolean begins(Channel opened) {
        try {
            first.ifPresent(subscription -> feed = streams.open(caller(), subscription, cursor));
            return true;
        } catch (LiveProblem e) {
            opened.close(Channel.TRY_AGAIN_LATER, String.valueOf(e.getMessage()));
            return false;
        }
    }

    @Override
    public void onMessage(WsSession session, BufferData data, boolean last) {
        Channel there = present();
        if (there != null) {
            there.close(Channel.UNSUPPORTED_DATA, "Subscriptions come as text, not as binary messages.");
        }
    }

    @Override
    void read(Channel there, String text) {
        try {
            Asked asked = asked(text);
            subscribe(asked.subscription(), asked.cursor());
            Thread.sleep(BETWEEN_SUBSCRIPTIONS_MILLIS);
        } catch (LiveProblem e) {
            there.send(Answer.JSON.writeValueAsString(
                    new Told("problem", e.code().word(), String.valueOf(e.getMessage()))));
        } catch (JacksonException e) {
            there.close(Channel.POLICY_VIOLATION, "That is no JSON that is taken.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a message asks for. */
    record Asked(Subscription subscription, OptionalLong cursor) {}

    /**
     * @throws LiveProblem where it asks for nothing that there is
     * @throws JacksonException where it is no JSON
     */
    static Asked asked(String message) {
        JsonNode node = JsonBody.STRICT.readTree(message);
        if (!node.isObject() || !"subscribe".equals(node.path("type").asString(""))) {
            throw new LiveProblem(
                    LiveProblem.Code.BAD_SUBSCRIPTION, "The only message known is of the type \"subscribe\".");
        }
        // In a message "type" says what it is; types of entities are its "types".
        return new Asked(
                Subscription.of(name -> words(node.path(name.equals("type") ? "types" : name))),
                LiveStreams.cursor(words(node.path("cursor"))));
    }

    /** What one is told outside of the stream. */
    private record Told(String type, String code, String message) {}

    private void subscribe(Subscription subscription, OptionalLong from) {
        Feed present = feed;
        if (present != null && from.isEmpty()) {
            present.look(subscription);
            return;
        }
        if (present != null) {
            present.close();
        }
        feed = streams.open(caller(), subscription, from);
    }

    /** A text or number, or an array of them, as a parameter would have it. */
    private static Optional<String> words(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        StringJoiner words = new StringJoiner(",");
        for (JsonNode one : node.isArray() ? node : java.util.List.of(node)) {
            if (!one.isString() && !one.isNumber()) {
                throw new LiveProblem(
                        LiveProblem.Code.BAD_SUBSCRIPTION,
                        "Members of a subscription are texts, numbers or arrays of those.");
            }
            words.add(one.asString());
        }
        return Optional.of(words.toString()).filter(text -> !text.isBlank());
    }

    @Override
    void left() {
        // Whoever serves it notices; where nobody does yet, this is the end of it.
        Feed present = feed;
        if (present != null) {
            present.close();
        }
    }

    @Override
    boolean isOver() {
        return streams.isClosed();
    }

    @Override
    void serveOnce(Channel there) throws InterruptedException {
        boolean due = System.nanoTime() - toldNanos >= LiveStreams.HEARTBEAT.toNanos();
        Optional<Message> next = next(due);
        next.ifPresent(one -> {
            there.send(one.text());
            toldNanos = System.nanoTime();
        });
    }

    private Optional<Message> next(boolean due) throws InterruptedException {
        Feed present = feed;
        if (present == null) {
            Thread.sleep(WITHOUT_SUBSCRIPTION_MILLIS);
            return Optional.empty();
        }
        Optional<Message> message = present.next(LiveStreams.LOOK.toNanos());
        return message.isEmpty() && due ? Optional.of(present.heartbeat()) : message;
    }
}
