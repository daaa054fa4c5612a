package meridian.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Which Meridian this is, as the build wrote it down.
 *
 * @param version the Maven version of the whole reactor
 */
record BuildInfo(String version) {

    private static final String RESOURCE = "build.properties";

    static BuildInfo ofThisBuild() {
        try (InputStream in = BuildInfo.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing beside " + BuildInfo.class.getName()
                        + ": the jar was not built by Maven");
            }
            Properties properties = new Properties();
            properties.load(in);
            return new BuildInfo(properties.getProperty("version"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
