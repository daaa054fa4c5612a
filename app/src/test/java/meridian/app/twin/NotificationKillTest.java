package meridian.app.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import meridian.bench.notifications.NotificationBench;
import meridian.bench.notifications.NotificationBench.Order;
import meridian.bench.notifications.NotificationBench.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promise that {@code bench notifications} measures, smaller, and two servers that break it. */
class NotificationKillTest {
    private static final int ENTITIES = 400;
    private static final int UPDATES = 5;

    @TempDir
    private Path folder;

    private Result run(Class<?> server, int kills, Duration patience) throws IOException, InterruptedException {
        Order order = new Order(server.getName(), ENTITIES, UPDATES, Duration.ofSeconds(1), kills, 11, patience);
        return new NotificationBench(order, folder.resolve("data"), folder.resolve("cache"), (what, done, total) -> {})
                .run();
    }

    @Test
    void nothingIsLostAndAllIsInOrderWhenTheServerIsKilledAndTheSubscriberAwayAndHalfRefused()
            throws IOException, InterruptedException {
        Result result = run(NotificationVictim.class, 3, Duration.ofSeconds(60));
        assertEquals(ENTITIES * UPDATES, result.expected());
        assertEquals(0, result.lost(), result.toString());
        assertEquals(0, result.outOfOrder(), result.toString());
        assertEquals(3, result.kills(), "it was told all before it was killed often enough");
        assertTrue(result.refused() > ENTITIES, "not half was refused: " + result);
    }

    @Test
    void anOutboxThatMovesOnBeforeItsRowsAreInIsCaught() throws IOException, InterruptedException {
        Result result = run(HastyVictim.class, 1, Duration.ofSeconds(15));
        assertTrue(result.lost() > 0, result.toString());
    }

    @Test
    void aDeliveryThatForgetsBeforeItHasTheAnswerIsCaught() throws IOException, InterruptedException {
        Result result = run(ForgetfulVictim.class, 0, Duration.ofSeconds(10));
        assertTrue(result.lost() > 0, result.toString());
    }
}
