package dateline.query;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which way the packages may look. */
@AnalyzeClasses(packages = "dateline.query", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("dateline.query.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theStreamKnowsNoSearch = noClasses()
            .that()
            .resideInAPackage("..store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..search..", "..release..", "..page..", "..problem..");

    @ArchTest
    static final ArchRule theSearchKnowsNoPage = noClasses()
            .that()
            .resideInAPackage("..search..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..page..");

    @ArchTest
    static final ArchRule textStandsAlone = noClasses()
            .that()
            .resideInAPackage("..text..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..store..", "..search..", "..release..", "..page..", "..problem..");

    @ArchTest
    static final ArchRule timeComesFromTheClock = noClasses()
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");
}
