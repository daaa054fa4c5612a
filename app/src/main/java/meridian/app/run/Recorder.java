package meridian.app.run;

import java.util.Optional;
import meridian.model.City;
import meridian.sim.road.RoadEngine;
import meridian.sim.road.RoadView;

/** Writes down what a {@link Watch} asks for while an engine runs; it only reads the engine. One thread, the engine's. */
final class Recorder {
    private static final double TINY = 1e-6;

    private final Watch watch;
    private final RoadView view;
    private final LinkSlices slices;
    private final QueueLog queues;
    private final Optional<CorridorLog> corridor;
    private final Optional<LaneSlices> lanes;
    private final Optional<LoopLog> loops;
    private final double startSeconds;
    private double sliceBegin;
    private double nextLook;

    Recorder(Watch watch, City city, RoadEngine engine) {
        this.watch = watch;
        view = new RoadView(engine.road());
        slices = new LinkSlices(city.network().links().size(), engine.records());
        queues = new QueueLog(city.network().links().size());
        corridor = watch.corridor().isEmpty()
                ? Optional.empty()
                : Optional.of(new CorridorLog(watch.corridor(), city.network(), view));
        lanes = watch.lanes() ? Optional.of(new LaneSlices(engine)) : Optional.empty();
        loops = watch.loops().isEmpty()
                ? Optional.empty()
                : Optional.of(new LoopLog(watch.loops(), watch.sliceSeconds(), engine));
        startSeconds = engine.timeSeconds();
        sliceBegin = startSeconds;
        nextLook = startSeconds + QueueLog.EVERY_SECONDS;
    }

    /** After each step. */
    void stepped(RoadEngine engine) {
        double now = engine.timeSeconds();
        if (now >= nextLook - TINY) {
            queues.look(view, engine);
            nextLook += QueueLog.EVERY_SECONDS;
        }
        corridor.ifPresent(c -> c.look(engine));
        lanes.ifPresent(l -> l.look(engine));
        loops.ifPresent(l -> l.look(now));
        if (now >= startSeconds + (slices.count() + 1) * watch.sliceSeconds() - TINY) {
            close(engine);
        }
    }

    /** At the end: the last slice is as long as it is. */
    void ended(RoadEngine engine) {
        if (engine.timeSeconds() > sliceBegin + TINY) {
            close(engine);
        }
        loops.ifPresent(l -> l.end(engine.timeSeconds()));
    }

    private void close(RoadEngine engine) {
        LinkSlices.Span span = new LinkSlices.Span(sliceBegin, engine.timeSeconds());
        slices.add(span, engine.records(), queues);
        lanes.ifPresent(l -> l.close(span));
        sliceBegin = engine.timeSeconds();
    }

    Watch watch() {
        return watch;
    }

    LinkSlices slices() {
        return slices;
    }

    Optional<LaneSlices> lanes() {
        return lanes;
    }

    Optional<LoopLog> loops() {
        return loops;
    }

    QueueLog queues() {
        return queues;
    }

    Optional<CorridorLog> corridor() {
        return corridor;
    }
}
