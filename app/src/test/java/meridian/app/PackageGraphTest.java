package meridian.app;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import meridian.formats.wrong.FormatThatSimulates;
import meridian.sim.wrong.SimulationThatReadsFiles;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/**
 * The arrows between the modules, as ARCHITECTURE.md draws them, and nothing else.
 *
 * <p>Maven keeps a module from using what its pom does not name. This test keeps the poms honest, and sees what poms
 * cannot say: packages in a circle, a clock in the engine, a package where null is not spelled out.
 */
final class PackageGraphTest {

    /** Who may know whom. A new module needs a new line here. */
    private static final Map<String, Set<String>> MAY_KNOW = Map.ofEntries(
            Map.entry("model", Set.of()),
            Map.entry("testkit", Set.of("model")),
            Map.entry("formats", Set.of("model")),
            Map.entry("sim", Set.of("model")),
            Map.entry("safety", Set.of("model")),
            Map.entry("audit", Set.of("model")),
            Map.entry("twin", Set.of("model")),
            Map.entry("journal", Set.of("model")),
            Map.entry("history", Set.of("model", "twin")),
            Map.entry("outbox", Set.of("model", "twin", "journal")),
            Map.entry("field", Set.of("model", "sim")),
            Map.entry("decide", Set.of("model")),
            Map.entry("act", Set.of("model", "sim", "safety", "audit", "field", "decide")),
            Map.entry("api", Set.of("model", "formats", "sim", "field", "twin", "history", "outbox")),
            Map.entry(
                    "bench",
                    Set.of(
                            "model", "formats", "sim", "testkit", "twin", "journal", "history", "safety", "outbox",
                            "audit", "act")),
            Map.entry(
                    "app",
                    Set.of(
                            "model", "formats", "sim", "field", "api", "bench", "testkit", "twin", "journal", "history",
                            "safety", "outbox", "audit", "decide", "act")));

    /** Modules that must run anywhere, at any speed, and give the same bytes twice. */
    private static final String[] PURE = {"meridian.model..", "meridian.sim..", "meridian.safety..", "meridian.audit.."
    };

    /** Modules whose time comes from outside: beside the pure ones, the twin and what acts, which use libraries. */
    private static final String[] CLOCKLESS = {
        "meridian.model..",
        "meridian.sim..",
        "meridian.safety..",
        "meridian.audit..",
        "meridian.act.life..",
        "meridian.twin.."
    };

    private static final JavaClasses MERIDIAN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("meridian");

    private static final JavaClasses WRONG =
            new ClassFileImporter().importClasses(SimulationThatReadsFiles.class, FormatThatSimulates.class);

    @TestFactory
    Iterable<DynamicTest> modulesKnowOnlyWhatTheHouseDraws() {
        return MAY_KNOW.keySet().stream()
                .sorted()
                .map(module ->
                        DynamicTest.dynamicTest(module, () -> arrowsOf(module).check(MERIDIAN)))
                .toList();
    }

    @Test
    void everyModuleHasALineInTheTable() {
        assertTrue(MERIDIAN.contain("meridian.model.City"), "the classes of the other modules were not read");
        Set<String> unknown = new TreeSet<>();
        for (JavaClass type : MERIDIAN) {
            String module =
                    type.getPackageName().replaceFirst("^meridian\\.?", "").replaceFirst("\\..*", "");
            if (!MAY_KNOW.containsKey(module)) {
                unknown.add(type.getName());
            }
        }
        assertEquals(Set.of(), unknown);
    }

    @Test
    void modelSimSafetyAndAuditUseTheJdkAlone() {
        onlyTheJdk().check(MERIDIAN);
    }

    @Test
    void modelSimSafetyAuditActAndTwinHaveNoClock() {
        noClock().check(MERIDIAN);
    }

    @Test
    void theMonitorOfTheFieldKnowsNothingOfTheKernel() {
        noClasses()
                .that()
                .resideInAPackage("meridian.safety.monitor..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("meridian.safety", "meridian.safety.trial..", "meridian.model..")
                .check(MERIDIAN);
    }

    @Test
    void packagesFormNoCircle() {
        noCircles().check(MERIDIAN);
    }

    @Test
    void everyPackageIsNullMarked() {
        nullMarked().check(MERIDIAN);
    }

    @Test
    void eachRuleCatchesAClassThatBreaksIt() {
        assertCaught("SimulationThatReadsFiles", () -> arrowsOf("sim").check(WRONG));
        assertCaught("FormatThatSimulates", () -> arrowsOf("formats").check(WRONG));
        assertCaught("java.util.logging", () -> onlyTheJdk().check(WRONG));
        assertCaught("nanoTime", () -> noClock().check(WRONG));
        assertCaught("Cycle detected", () -> noCircles().check(WRONG));
        assertCaught("meridian.formats.wrong", () -> nullMarked().check(WRONG));
    }

    private static void assertCaught(String word, Executable check) {
        String message = assertThrows(AssertionError.class, check).getMessage();
        assertTrue(message.contains(word), message);
    }

    private static ArchRule arrowsOf(String module) {
        String[] forbidden = MAY_KNOW.keySet().stream()
                .filter(other -> !other.equals(module))
                .filter(other -> !MAY_KNOW.get(module).contains(other))
                .map(other -> "meridian." + other + "..")
                .sorted()
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage("meridian." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .allowEmptyShould(true);
    }

    private static ArchRule onlyTheJdk() {
        return classes()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", "meridian..")
                        .and(not(resideInAnyPackage("java.net.http..", "java.util.logging..", "java.sql.."))))
                .allowEmptyShould(true);
    }

    private static ArchRule noClock() {
        return noClasses()
                .that()
                .resideInAnyPackage(CLOCKLESS)
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .allowEmptyShould(true);
    }

    private static ArchRule noCircles() {
        return slices().matching("meridian.(**)")
                .should()
                .beFreeOfCycles()
                // The one list of all formats stands beside the words that every format uses.
                .ignoreDependency(name("meridian.formats.Formats"), alwaysTrue())
                .allowEmptyShould(true);
    }

    private static ArchRule nullMarked() {
        return classes().should(new ArchCondition<>("be in a @NullMarked package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(
                            type, type.getName() + ": " + type.getPackageName() + " has no @NullMarked package-info"));
                }
            }
        });
    }
}
