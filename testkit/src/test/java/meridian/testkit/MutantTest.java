package meridian.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MutantTest {
    @TempDir
    private Path folder;

    /** What is changed in the tests below. */
    public static final class Sound {
        public boolean isRight() {
            return true;
        }

        public boolean isOther() {
            return true;
        }
    }

    private static Object asked(Class<?> type, String method) throws ReflectiveOperationException {
        return type.getMethod(method).invoke(type.getConstructor().newInstance());
    }

    @Test
    void oneMethodIsChangedAndTheOthersAreWhatTheyWere() throws IOException, ReflectiveOperationException {
        Mutant.write(folder, Sound.class.getName(), "isRight", Mutant.saying(false));
        URL[] first = {folder.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(first, null)) {
            Class<?> changed = loader.loadClass(Sound.class.getName());
            assertEquals(false, asked(changed, "isRight"));
            assertEquals(true, asked(changed, "isOther"));
        }
        assertTrue(new Sound().isRight());
    }

    @Test
    void aMethodThatIsNotThereIsSaidToBeMissing() {
        String type = Sound.class.getName();
        var refusal = assertThrows(
                IllegalArgumentException.class, () -> Mutant.write(folder, type, "isGone", Mutant.saying(false)));
        assertTrue(String.valueOf(refusal.getMessage()).contains("isGone"), refusal.getMessage());
    }
}
