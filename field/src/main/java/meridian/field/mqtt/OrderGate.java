package meridian.field.mqtt;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What stands between the orders that reach a controller and its lamps. A state machine without a clock: whoever calls brings the
 * controller's own milliseconds. One thread.
 *
 * <p>An order is carried out at the moment it names, so that what lies between two orders lasts as long in the street as the safety
 * kernel meant it to, however long each was under way. One that comes after its moment is never carried out; since a later one may then
 * leave out an amber, the junction falls back, and listens again from the next take-over on, which begins with amber and clearance from
 * whatever is shown. The same when one is missing, and when none comes for {@value #SILENCE_MILLIS} ms.
 */
final class OrderGate {
    static final long SILENCE_MILLIS = 2_000;
    /** Who orders farther ahead has another clock in mind. */
    static final long FARTHEST_MILLIS = 10_000;

    /** Whom the lamps obey. */
    enum Obeys {
        /** The junction's own plan. */
        PLAN,
        BRAIN,
        /** A monitor has dropped the junction. */
        MONITOR;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What becomes of an order. */
    enum Answer {
        /** Will be carried out at its moment. */
        TAKEN,
        /** Came after its moment. */
        STALE,
        /** Was here before. */
        REPEATED,
        /** One between it and the last is missing. */
        GAP,
        /** Of a take-over that the junction has fallen back from. */
        FALLEN,
        /** Somebody has begun to order later than who sent it. */
        SUPERSEDED,
        /** A monitor keeps the junction. */
        DROPPED,
        /** Too far ahead, or before the one before it. */
        WRONG_TIME,
        /** No order at all. */
        MALFORMED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final ArrayDeque<Order> due = new ArrayDeque<>();
    private Obeys obeys = Obeys.PLAN;
    private long session;
    private long takeover;
    private long sequence;
    /** Of this take-over nothing is obeyed any more. */
    private boolean fallen = true;

    private long lastAtMillis;
    private long heardMillis;

    Answer take(Order order, long nowMillis) {
        Answer answer = judge(order, nowMillis);
        switch (answer) {
            case TAKEN -> {
                if (isNew(order)) {
                    begin(order);
                }
                sequence = order.sequence();
                lastAtMillis = order.atMillis();
                heardMillis = nowMillis;
                due.add(order);
            }
            case STALE, GAP, WRONG_TIME -> {
                // Whatever it would have begun has not begun.
                if (isNew(order)) {
                    begin(order);
                }
                sequence = order.sequence();
                fall();
            }
            default -> {}
        }
        return answer;
    }

    private boolean isNew(Order order) {
        return order.session() > session || order.session() == session && order.takeover() > takeover;
    }

    private void begin(Order order) {
        session = order.session();
        takeover = order.takeover();
        fallen = false;
        due.clear();
    }

    private Answer judge(Order order, long nowMillis) {
        if (order.session() < session) {
            return Answer.SUPERSEDED;
        }
        if (order.session() == session
                && (order.takeover() < takeover || order.takeover() == takeover && order.sequence() <= sequence)) {
            return Answer.REPEATED;
        }
        if (obeys == Obeys.MONITOR) {
            return Answer.DROPPED;
        }
        if (!isNew(order) && fallen) {
            return Answer.FALLEN;
        }
        if (nowMillis > order.atMillis()) {
            return Answer.STALE;
        }
        if (order.atMillis() > nowMillis + FARTHEST_MILLIS || !isNew(order) && order.atMillis() < lastAtMillis) {
            return Answer.WRONG_TIME;
        }
        // A take-over of which the beginning is missing has no amber and no clearance at its beginning.
        return order.sequence() == (isNew(order) ? 1 : sequence + 1) ? Answer.TAKEN : Answer.GAP;
    }

    /** Time passes: what is to be shown from now on, the oldest first; and falls back where nobody has ordered anything for too long. */
    List<Order> tick(long nowMillis) {
        if (!fallen && nowMillis - heardMillis > SILENCE_MILLIS) {
            fall();
        }
        List<Order> now = new ArrayList<>();
        while (!due.isEmpty() && due.getFirst().atMillis() <= nowMillis) {
            now.add(due.removeFirst());
        }
        if (!now.isEmpty()) {
            obeys = Obeys.BRAIN;
        }
        return now;
    }

    private void fall() {
        fallen = true;
        due.clear();
        if (obeys == Obeys.BRAIN) {
            obeys = Obeys.PLAN;
        }
    }

    /** A monitor keeps the junction, or lets it go. */
    void drop(boolean dropped) {
        if (dropped) {
            fall();
            obeys = Obeys.MONITOR;
        } else if (obeys == Obeys.MONITOR) {
            obeys = Obeys.PLAN;
        }
    }

    Obeys obeys() {
        return obeys;
    }

    /** Whether the last take-over is over: who made it has to begin another. */
    boolean fallen() {
        return fallen;
    }

    long session() {
        return session;
    }

    long takeover() {
        return takeover;
    }
}
