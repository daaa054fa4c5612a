package meridian.api;

import io.helidon.common.buffers.BufferData;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import io.helidon.websocket.WsUpgradeException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
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
    private static final int POLICY_VIOLATION = 1008;
    private static final int TRY_AGAIN_LATER = 1013;
    private static final long SECOND = 1_000_000_000L;
    private static final long LOOK_AGAIN_MILLIS = 25;

    private final SimulatedCity city;
    private final CityViews views;
    private final LiveFrames frames;
    private final AtomicInteger clients;
    private final StringBuilder message = new StringBuilder();

    private volatile LiveFrames.@Nullable Window window;
    private volatile boolean open;
    private boolean counted;

    LiveSession(SimulatedCity city, CityViews views, LiveFrames frames, AtomicInteger clients) {
        this.city = city;
        this.views = views;
        this.frames = frames;
        this.clients = clients;
    }

    @Override
    public Optional<Headers> onHttpUpgrade(HttpPrologue prologue, Headers headers) throws WsUpgradeException {
        String refusal = Gatekeeper.refusal(headers);
        if (refusal != null) {
            throw new WsUpgradeException(refusal);
        }
        return Optional.empty();
    }

    @Override
    public void onOpen(WsSession session) {
        counted = true;
        if (clients.incrementAndGet() > MOST_CLIENTS) {
            session.close(TRY_AGAIN_LATER, "There are already " + MOST_CLIENTS + " clients; close one and try again.");
            return;
        }
        open = true;
        Thread.ofVirtual().name("live").start(() -> serve(session));
    }

    @Override
    public void onMessage(WsSession session, String text, boolean last) {
        if (message.length() + text.length() > LONGEST_MESSAGE) {
            refuse(session, "A message has at most " + LONGEST_MESSAGE + " characters.");
            return;
        }
        message.append(text);
        if (last) {
            String whole = message.toString();
            message.setLength(0);
            read(session, whole);
        }
    }

    @Override
    public void onMessage(WsSession session, BufferData data, boolean last) {
        refuse(session, "The client sends text, not binary messages.");
    }

    private void read(WsSession session, String text) {
        JsonNode node;
        try {
            node = Answers.JSON.readTree(text);
        } catch (JacksonException e) {
            refuse(session, "That is not JSON.");
            return;
        }
        if (!node.isObject() || !"view".equals(node.path("type").asString(""))) {
            refuse(session, "The only message known is of type \"view\".");
            return;
        }
        double west = node.path("west").asDouble(Double.NaN);
        double south = node.path("south").asDouble(Double.NaN);
        double east = node.path("east").asDouble(Double.NaN);
        double north = node.path("north").asDouble(Double.NaN);
        double zoom = node.path("zoom").asDouble(Double.NaN);
        boolean sound = west >= -540
                && east <= 540
                && west <= east
                && south >= -90
                && north <= 90
                && south <= north
                && zoom >= 0
                && zoom <= 30;
        if (!sound) {
            refuse(session, "A view needs west <= east, south <= north in degrees and a zoom of 0 to 30.");
            return;
        }
        window = frames.window(west, south, east, north, zoom);
    }

    private void refuse(WsSession session, String why) {
        open = false;
        session.close(POLICY_VIOLATION, why);
    }

    @Override
    public void onClose(WsSession session, int status, String reason) {
        leave();
    }

    @Override
    public void onError(WsSession session, Throwable failure) {
        leave();
    }

    private synchronized void leave() {
        open = false;
        if (counted) {
            counted = false;
            clients.decrementAndGet();
        }
    }

    private void serve(WsSession session) {
        try {
            new Writer(session).loop();
        } catch (java.io.UncheckedIOException | IllegalStateException e) {
            // The client has gone; onClose or onError tells, but not always.
            leave();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            leave();
        }
    }

    /** What one client has been sent. One thread. */
    private final class Writer {
        private final WsSession session;
        private final byte[] known = new byte[frames.links()];
        private LiveFrames.@Nullable Window shown;
        private meridian.field.@Nullable Clock clock;
        private byte @Nullable [] lastSignals;
        private long lastScene = -1;
        private long lastSecond;
        private int sequence;
        private boolean vehiclesShown;

        Writer(WsSession session) {
            this.session = session;
            Arrays.fill(known, (byte) LinkState.UNKNOWN);
        }

        void loop() throws InterruptedException {
            while (open) {
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
                LiveFrames.Window what = show ? view : new LiveFrames.Window(2, 2, 2, 2, view.zoom());
                binary(frames.vehicles(scene, what, sequence++));
            }
            vehiclesShown = show;
        }

        private void signals(Scene scene, LiveFrames.Window view, boolean newView) {
            if (view.zoom() < LiveFrames.SIGNALS_ZOOM) {
                return;
            }
            ByteBuffer frame = frames.signals(scene, view, sequence);
            byte[] records = Arrays.copyOfRange(frame.array(), LiveFrames.HEADER_BYTES, frame.limit());
            if (newView || !Arrays.equals(records, lastSignals)) {
                lastSignals = records;
                sequence++;
                binary(frame);
            }
        }

        private void text(String type, Object body) {
            tools.jackson.databind.node.ObjectNode node = Answers.JSON.valueToTree(body);
            node.put("type", type);
            session.send(Answers.JSON.writeValueAsString(node), true);
        }

        private void binary(ByteBuffer frame) {
            session.send(BufferData.create(frame.array(), 0, frame.limit()), true);
        }
    }
}
