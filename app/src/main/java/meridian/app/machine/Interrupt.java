package meridian.app.machine;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Hears Ctrl-C (SIGINT) and the wish to stop (SIGTERM), so that a command can end its work in order and choose its exit
 * code.
 *
 * <p>{@code sun.misc.Signal} is reached by reflection: it is exported on purpose and has no replacement, yet the compiler
 * warns of its name, and warnings are errors here. Where it is missing, the JVM ends by itself as usual.
 */
public final class Interrupt implements AutoCloseable {
    /** What a shell expects of a program that Ctrl-C ended. */
    public static final int EXIT_CODE = 130;

    /** The handlers that were there before, by the name of their signal. */
    private final Map<String, Object> before = new HashMap<>();

    private Interrupt() {}

    /**
     * From now on calls the action, on a thread of the JVM, with the exit code that fits: 130 for Ctrl-C, 0 for SIGTERM;
     * until it is closed.
     */
    public static Interrupt onSignal(IntConsumer action) {
        Interrupt interrupt = new Interrupt();
        interrupt.handle("INT", handler(EXIT_CODE, action));
        interrupt.handle("TERM", handler(0, action));
        return interrupt;
    }

    /** Gives the signals back to whoever had them. */
    @Override
    public void close() {
        Map.copyOf(before).forEach(this::handle);
    }

    private void handle(String name, @Nullable Object handler) {
        try {
            if (handler != null) {
                Class<?> signal = Class.forName("sun.misc.Signal");
                Class<?> type = Class.forName("sun.misc.SignalHandler");
                Object instance = signal.getConstructor(String.class).newInstance(name);
                before.put(name, signal.getMethod("handle", signal, type).invoke(null, instance, handler));
            }
        } catch (ReflectiveOperationException e) {
            // Another JVM, or a signal that it keeps for itself: the process then ends at once.
        }
    }

    private static @Nullable Object handler(int exitCode, IntConsumer action) {
        try {
            Class<?> type = Class.forName("sun.misc.SignalHandler");
            return Proxy.newProxyInstance(
                    Interrupt.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
                        if (method.getName().equals("handle")) {
                            action.accept(exitCode);
                            return null;
                        }
                        return switch (method.getName()) {
                            case "hashCode" -> System.identityHashCode(proxy);
                            case "equals" -> proxy == args[0];
                            default -> "Interrupt";
                        };
                    });
        } catch (ClassNotFoundException e) {
            return null;
        }
    }
}
