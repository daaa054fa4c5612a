package meridian.app.machine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.IntConsumer;

/**
 * Hears Ctrl-C (SIGINT) and the wish to stop (SIGTERM), so that a command can end its work in order and choose its exit
 * code.
 *
 * <p>{@code sun.misc.Signal} is reached by reflection: it is exported on purpose and has no replacement, yet the compiler
 * warns of its name, and warnings are errors here. Where it is missing, the JVM ends by itself as usual.
 */
public final class Interrupt {
    /** What a shell expects of a program that Ctrl-C ended. */
    public static final int EXIT_CODE = 130;

    private Interrupt() {}

    /** Calls the action once, on a thread of the JVM, with the exit code that fits: 130 for Ctrl-C, 0 for SIGTERM. */
    public static void onSignal(IntConsumer action) {
        handle("INT", EXIT_CODE, action);
        handle("TERM", 0, action);
    }

    private static void handle(String name, int exitCode, IntConsumer action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object ours = Proxy.newProxyInstance(
                    Interrupt.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, args) -> {
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
            Object instance = signal.getConstructor(String.class).newInstance(name);
            signal.getMethod("handle", signal, handler).invoke(null, instance, ours);
        } catch (ClassNotFoundException
                | NoSuchMethodException
                | InstantiationException
                | IllegalAccessException
                | InvocationTargetException e) {
            // Another JVM, or a signal it keeps for itself: the process then ends at once.
        }
    }
}
