package meridian.app.twin;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Work beside other work, each on a thread of its own: the common pool of a small machine has one, and it is needed. */
public final class Aside {
    private Aside() {}

    /** @param name of the thread */
    public static <T> CompletableFuture<T> begin(String name, Supplier<T> work) {
        return CompletableFuture.supplyAsync(
                work, task -> Thread.ofPlatform().daemon().name(name).start(task));
    }

    /** The result, or what was thrown instead. */
    public static <T> T join(CompletableFuture<T> begun) {
        try {
            return begun.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
