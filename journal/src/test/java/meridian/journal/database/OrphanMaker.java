package meridian.journal.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A Meridian that is killed together with its guard, so that its database server goes on without it. */
final class OrphanMaker {

    private OrphanMaker() {}

    /** The number of the server that goes on. */
    static long leaveOneIn(Path folder) throws IOException, InterruptedException {
        return kill(folder, true);
    }

    /** Kills a Meridian and leaves its guard; the number of its server. */
    static long leaveToItsGuard(Path folder) throws IOException, InterruptedException {
        return kill(folder, false);
    }

    private static long kill(Path folder, boolean guardToo) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OrphanMaker.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            if (line == null) {
                throw new IOException("the child did not start its database");
            }
            if (guardToo) {
                // First, or it would end the server.
                child.descendants().forEach(ProcessHandle::destroyForcibly);
            }
            child.destroyForcibly().waitFor();
            return Long.parseLong(line);
        }
    }

    public static void main(String[] arguments) throws SQLException, InterruptedException {
        Database database = Database.embedded(Path.of(arguments[0]), DatabaseTest.CACHE);
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kept AS SELECT 42 AS answer");
        }
        System.out.println(database.serverProcess().orElseThrow());
        Thread.sleep(Long.MAX_VALUE);
    }
}
