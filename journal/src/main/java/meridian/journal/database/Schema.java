package meridian.journal.database;

import java.util.Arrays;
import javax.sql.DataSource;
import meridian.model.BadInput;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/** Brings the tables to the state that this program knows; the scripts are in {@code migrations}, each applied once. */
final class Schema {
    static final String SCRIPTS = "classpath:meridian/journal/database/migrations";

    private Schema() {}

    /** @throws BadInput where a newer Meridian was here, or a script fails */
    static void migrate(DataSource source, String name, String scripts) {
        Flyway flyway = Flyway.configure(Schema.class.getClassLoader())
                .loggers("slf4j")
                .dataSource(source)
                .defaultSchema(name)
                .createSchemas(true)
                .locations(scripts)
                .load();
        try {
            demandKnown(flyway, name);
            flyway.migrate();
        } catch (FlywayException e) {
            throw new BadInput(
                    "database schema " + name,
                    "it cannot be brought up to date (" + e.getMessage().replaceAll("\\s+", " ") + ")",
                    "a schema that only Meridian changes, and a user who may make tables",
                    "Correct that and start again");
        }
    }

    private static void demandKnown(Flyway flyway, String name) {
        MigrationInfo current = flyway.info().current();
        if (current == null || current.getVersion() == null) {
            return;
        }
        String newestKnown = Arrays.stream(flyway.info().all())
                .filter(migration ->
                        !migration.getState().isFailed() && migration.getState().isResolved())
                .map(migration -> migration.getVersion())
                .filter(version -> version != null)
                .max(java.util.Comparator.naturalOrder())
                .map(Object::toString)
                .orElse("0");
        if (current.getVersion().isNewerThan(newestKnown)) {
            throw new BadInput(
                    "database schema " + name,
                    "it has version " + current.getVersion() + ", which a newer Meridian wrote",
                    "version " + newestKnown + " or earlier",
                    "Use the newer Meridian, or another folder (--data) or database (--database); nothing was changed");
        }
    }
}
