package meridian.api;

import io.helidon.common.buffers.BufferData;
import io.helidon.http.DirectHandler;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import meridian.api.access.Caller;
import meridian.field.LinkState;
import meridian.field.Scene;
import meridian.field.SimulatedCity;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * One client of the live channel. A virtual thread of its own makes a frame from the newest scene, writes it, and only then
 * looks for the next: a slow client gets fewer frames, and nothing queues.
 */
final class LiveSession implements WsListener {
    static final int MOST_CLIENTS = 64;
    static final int LONGEST_MESSAGE = 4096;
    private static final long SECOND = 1_000_000_000L;
    private static final long LOOK_AGAIN_MILLIS = 25;
    /** A browser answers a ping by itself; Helidon drops a channel from which nothing came for five minutes. */
    private static final long PING_NANOS = 20 * SECOND;

    private final Stage stage;
    private final ChannelDoor door;
    private final StallWatch stalls;
    private final AtomicInteger clients;
    private final StringBuilder message = new StringBuilder();
    private final AtomicBoolean counted = new AtomicBoolean();
    private volatile LiveFrames.@Nullable Window window;
    private volatile Caller caller = Caller.NOBODY;
    private volatile @Nullable Channel opened;

    LiveSession(Stage stage, ChannelDoor door, StallWatch stalls, AtomicInteger clients) {
        this.stage = stage;
        this.door = door;
        this.stalls = stalls;
        this.clients = clients;
    }

    @Override
    public Optional<Headers> onHttpUpgrade(HttpPrologue prologue, Headers headers) {
        caller = door.open(headers);
        demandACity();
        return Optional.empty();
    }

    /** A city that is on stage stays there, so that nobody needs to ask again. */
    private void demandACity() {
        try {
            stage.city();
        } catch (Unusable e) {
            throw RequestException.builder()
                    .type(DirectHandler.EventType.OTHER)
                    .status(Status.SERVICE_UNAVAILABLE_503)
                    .message(e.getMessage())
                    .build();
        }
    }

    @Override
    public void onOpen(WsSession session) {
        Channel channel = new Channel(session, stalls);
        opened = channel;
        counted.set(true);
        if (clients.incrementAndGet() > MOST_CLIENTS) {
            uncount();
            channel.close(
                    Channel.TRY_AGAIN_LATER,
                    "There are already " + MOST_CLIENTS + " clients; close one and try again.");
            return;
        }
        Thread.ofVirtual().name("live").start(() -> serve(channel));
    }

    /** Nothing comes before it is open. */
    private Channel channel() {
        return Objects.requireNonNull(opened);
    }

    @Override
    public void onMessage(WsSession session, String text, boolean last) {
        if (!channel().isOpen()) {
            return;
        }
        message.append(text);
        if (message.length() > LONGEST_MESSAGE
                || message.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_MESSAGE) {
            message.setLength(0);
            refuse("A message has at most " + LONGEST_MESSAGE + " bytes.");
        } else if (last) {
            String whole = message.toString();
            message.setLength(0);
            read(whole);
        }
    }

    @Override
    public void onMessage(WsSession session, BufferData data, boolean last) {
        refuse("The client sends text, not binary messages.");
    }

    private void read(String text) {
        JsonNode node;
        try {
            node = Answer.JSON.readTree(text);
        } catch (JacksonException e) {
            refuse("That is not JSON.");
            return;
        }
        if (!node.isObject() || !"view".equals(node.path("type").asString(""))) {
            refuse("The only message known is of type \"view\".");
            return;
        }
        double west = number(node, "west");
        double south = number(node, "south");
        double east = number(node, "east");
        double north = number(node, "north");
        double zoom = number(node, "zoom");
        boolean sound = west >= -540
                && east <= 540
                && west <= east
                && south >= -90
                && north <= 90
                && south <= north
                && zoom >= 0
                && zoom <= 30;
        if (!sound) {
            refuse("A view needs west <= east, south <= north in degrees and a zoom of 0 to 30.");
            return;
        }
        window = stage.city().frames().window(west, south, east, north, zoom);
    }

    private static double number(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isNumber() ? value.asDouble() : Double.NaN;
    }

    private void refuse(String why) {
        channel().close(Channel.POLICY_VIOLATION, why);
    }

    @Override
    public void onPing(WsSession session, BufferData data) {
        channel().pong(data);
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
        Channel channel = opened;
        if (channel != null) {
            channel.leave();
        }
        uncount();
    }

    private void uncount() {
        if (counted.getAndSet(false)) {
            clients.decrementAndGet();
        }
    }

    private void serve(Channel channel) {
        try {
            new Writer(channel).loop();
        } catch (java.io.UncheckedIOException | IllegalStateException e) {
            // The client has gone; leaving is all there is to do.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            // onClose or onError tells of most who go, but not of all.
            leave();
        }
    }

    /** What one client has been sent. One thread. */
    private final class Writer {
        private final Channel channel;
        private final SimulatedCity city = stage.city().simulated();
        private final CityViews views = stage.city().views();
        private final LiveFrames frames = stage.city().frames();
        private final byte[] known = new byte[frames.links()];
        private LiveFrames.@Nullable Window shown;
        private meridian.field.@Nullable Clock clock;
        private byte @Nullable [] lastSignals;
        private long lastScene = -1;
        private long lastSecond = System.nanoTime() - SECOND;
        private long lastPing = lastSecond - PING_NANOS;
        private int sequence;
        private boolean vehiclesShown;
        private boolean signalsShown;

        Writer(Channel channel) {
            this.channel = channel;
            Arrays.fill(known, (byte) LinkState.UNKNOWN);
        }

        void loop() throws InterruptedException {
            while (channel.isOpen()) {
                if (!door.holds(caller)) {
                    refuse("What opened this channel does not hold any more: it was revoked, or has expired.");
                    return;
                }
                Scene scene = city.scene();
                LiveFrames.Window view = window;
                boolean newView = view != null && !view.equals(shown);
                clock();
                long now = System.nanoTime();
                boolean second = now - lastSecond >= SECOND;
                if (second) {
                    lastSecond = now;
                    text("figures", views.figures(city.figures()));
                    text("clock", views.clock());
                }
                if (view != null && (newView || scene.number() != lastScene)) {
                    vehicles(scene, view);
                    signals(scene, view, newView);
                }
                if (view != null && (newView || second)) {
                    binary(frames.roads(scene, view, known, newView, sequence++));
                }
                if (now - lastPing >= PING_NANOS) {
                    lastPing = now;
                    channel.ping();
                }
                shown = view;
                lastScene = scene.number();
                Thread.sleep(LOOK_AGAIN_MILLIS);
            }
        }

        private void clock() {
            meridian.field.Clock now = city.clock();
            meridian.field.Clock before = clock;
            if (before == null || before.paused() != now.paused() || before.speed() != now.speed()) {
                text("clock", CityViews.clock(now));
            }
            clock = now;
        }

        private void vehicles(Scene scene, LiveFrames.Window view) {
            boolean show = view.zoom() >= LiveFrames.VEHICLES_ZOOM;
            if (show || vehiclesShown) {
                LiveFrames.Window what = show ? view : LiveFrames.Window.NOTHING;
                binary(frames.vehicles(scene, what, sequence++));
            }
            vehiclesShown = show;
        }

        private void signals(Scene scene, LiveFrames.Window view, boolean newView) {
            boolean show = view.zoom() >= LiveFrames.SIGNALS_ZOOM;
            if (!show && !signalsShown) {
                return;
            }
            signalsShown = show;
            ByteBuffer frame = frames.signals(scene, show ? view : LiveFrames.Window.NOTHING, sequence);
            byte[] records = Arrays.copyOfRange(frame.array(), LiveFrames.HEADER_BYTES, frame.limit());
            if (newView || !Arrays.equals(records, lastSignals)) {
                lastSignals = records;
                sequence++;
                binary(frame);
            }
        }

        private void text(String type, Object body) {
            tools.jackson.databind.node.ObjectNode node = Answer.JSON.valueToTree(body);
            node.put("type", type);
            channel.send(Answer.JSON.writeValueAsString(node));
        }

        private void binary(ByteBuffer frame) {
            channel.send(BufferData.create(frame.array(), 0, frame.limit()));
        }
    }
}
