package meridian.api;

import io.helidon.common.buffers.BufferData;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import java.io.UncheckedIOException;
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
final class FeedSession implements WsListener {
    private static final long WITHOUT_SUBSCRIPTION_MILLIS = 25;
    /** A new subscription costs a question to the whole twin. */
    private static final long BETWEEN_SUBSCRIPTIONS_MILLIS = 100;

    private final LiveStreams streams;
    private final ChannelDoor door;
    private final TextMessage message = new TextMessage(OperationsServer.LARGEST_BODY);
    private Caller caller = Caller.NOBODY;
    private Optional<Subscription> first = Optional.empty();
    private OptionalLong cursor = OptionalLong.empty();
    private volatile @Nullable Channel channel;
    private volatile @Nullable Feed feed;

    FeedSession(LiveStreams streams, ChannelDoor door) {
        this.streams = streams;
        this.door = door;
    }

    @Override
    public Optional<Headers> onHttpUpgrade(HttpPrologue prologue, Headers headers) {
        caller = door.open(headers);
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
    public void onOpen(WsSession session) {
        Channel opened = new Channel(session, streams.stalls());
        channel = opened;
        try {
            first.ifPresent(subscription -> feed = streams.open(caller, subscription, cursor));
        } catch (LiveProblem e) {
            opened.close(Channel.TRY_AGAIN_LATER, String.valueOf(e.getMessage()));
            return;
        }
        Thread.ofVirtual().name("live").start(() -> serve(opened));
    }

    @Override
    public void onMessage(WsSession session, String text, boolean last) {
        Channel there = channel;
        if (there == null || !there.isOpen()) {
            return;
        }
        switch (message.add(text, last)) {
            case TextMessage.TooLong tooLong ->
                there.close(Channel.POLICY_VIOLATION, "A message has at most " + tooLong.most() + " bytes.");
            case TextMessage.NotUtf8 _ -> there.close(Channel.NOT_UTF_8, "That is not UTF-8.");
            case TextMessage.Unfinished _ -> {}
            case TextMessage.Whole(String whole) -> read(there, whole);
        }
    }

    @Override
    public void onMessage(WsSession session, BufferData data, boolean last) {
        Channel there = channel;
        if (there != null) {
            there.close(Channel.UNSUPPORTED_DATA, "Subscriptions come as text, not as binary messages.");
        }
    }

    private void read(Channel there, String text) {
        try {
            JsonNode node = JsonBody.STRICT.readTree(text);
            if (!node.isObject() || !"subscribe".equals(node.path("type").asString(""))) {
                throw new LiveProblem(
                        LiveProblem.Code.BAD_SUBSCRIPTION, "The only message known is of the type \"subscribe\".");
            }
            // In a message "type" says what it is; types of entities are its "types".
            Subscription subscription = Subscription.of(name -> words(node.path(name.equals("type") ? "types" : name)));
            subscribe(subscription, LiveStreams.cursor(words(node.path("cursor"))));
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
        feed = streams.open(caller, subscription, from);
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
    public void onPing(WsSession session, BufferData data) {
        Channel there = channel;
        if (there != null) {
            there.pong(data);
        }
    }

    @Override
    public void onClose(WsSession session, int status, String reason) {
        leave();
    }

    @Override
    public void onError(WsSession session, Throwable failure) {
        leave();
    }

    private void leave() {
        Channel there = channel;
        if (there != null) {
            there.leave();
        }
        // Whoever serves it notices; where nobody does yet, this is the end of it.
        Feed present = feed;
        if (present != null) {
            present.close();
        }
    }

    private void serve(Channel there) {
        try {
            tell(there);
        } catch (UncheckedIOException | IllegalStateException e) {
            // He has gone; onClose or onError tells, but not always.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            leave();
        }
    }

    private void tell(Channel there) throws InterruptedException {
        long last = System.nanoTime();
        long lastPing = last;
        while (there.isOpen() && !streams.isClosed()) {
            if (!door.holds(caller)) {
                there.close(
                        Channel.POLICY_VIOLATION,
                        "What opened this channel does not hold any more: it was revoked, or has expired.");
                return;
            }
            boolean due = System.nanoTime() - last >= LiveStreams.HEARTBEAT.toNanos();
            Optional<Message> next = next(due);
            next.ifPresent(one -> there.send(one.text()));
            if (next.isPresent()) {
                last = System.nanoTime();
            }
            // Also while messages flow: the library drops a channel from which nothing came for five minutes.
            if (System.nanoTime() - lastPing >= LiveStreams.HEARTBEAT.toNanos()) {
                there.ping();
                lastPing = System.nanoTime();
            }
        }
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
