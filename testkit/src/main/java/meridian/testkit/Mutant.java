package meridian.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.MethodModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A build that is wrong on purpose: of one class one method does something else. A test that does not catch it is blind.
 *
 * <p>The changed class is written into a folder, which goes in front of the class path of a process. What is changed is the compiled
 * class that would run otherwise, so the rest is what everybody gets.
 */
public final class Mutant {
    private Mutant() {}

    /**
     * Writes a class of which one method has another body.
     *
     * @param folder for the class path; made where it is missing
     * @param type full name of a class on the class path
     * @param method of which there is one by that name, or all are changed
     * @return the folder
     */
    public static Path write(Path folder, String type, String method, Consumer<? super CodeBuilder> body) {
        String file = type.replace('.', '/') + ".class";
        try (InputStream in = Mutant.class.getClassLoader().getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalArgumentException(type + " is not on the class path");
            }
            Path target = folder.resolve(file);
            Files.createDirectories(target.getParent());
            Files.write(target, changed(in.readAllBytes(), type, method, body));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] changed(byte[] sound, String type, String method, Consumer<? super CodeBuilder> body) {
        AtomicInteger found = new AtomicInteger();
        ClassFile format = ClassFile.of();
        byte[] changed = format.transformClass(format.parse(sound), (builder, element) -> {
            if (element instanceof MethodModel model && model.methodName().equalsString(method)) {
                found.incrementAndGet();
                builder.withMethodBody(
                        model.methodName(), model.methodType(), model.flags().flagsMask(), body::accept);
            } else {
                builder.with(element);
            }
        });
        if (found.get() == 0) {
            throw new IllegalArgumentException(type + " has no method " + method);
        }
        return changed;
    }

    /** A method that always says the same. */
    public static Consumer<CodeBuilder> saying(boolean answer) {
        return code -> code.loadConstant(answer ? 1 : 0).ireturn();
    }

    /** A method that does nothing at all. */
    public static Consumer<CodeBuilder> doingNothing() {
        return CodeBuilder::return_;
    }
}
