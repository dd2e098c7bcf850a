package dateline.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

/** Which way the packages may look: poll, source, event, release, parse; and fetch beside them. */
@AnalyzeClasses(packages = "dateline.ingest", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("dateline.ingest.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nothingLooksAtThePoller = noClasses()
            .that()
            .resideOutsideOfPackage("..poll..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dateline.ingest.poll..");

    @ArchTest
    static final ArchRule theParserStandsAlone = noClasses()
            .that()
            .resideInAPackage("dateline.ingest.parse..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dateline.ingest.fetch..",
                    "dateline.ingest.source..",
                    "dateline.ingest.release..",
                    "dateline.ingest.event..");

    @ArchTest
    static final ArchRule theFetcherStandsAlone = noClasses()
            .that()
            .resideInAPackage("dateline.ingest.fetch..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dateline.ingest.parse..",
                    "dateline.ingest.source..",
                    "dateline.ingest.release..",
                    "dateline.ingest.event..");

    @ArchTest
    static final ArchRule releasesArePure = noClasses()
            .that()
            .resideInAnyPackage("dateline.ingest.release..", "dateline.ingest.parse..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..", "java.sql..", "jakarta..", "io.vertx..", "org.apache.kafka..");

    @ArchTest
    static final ArchRule timeComesFromTheClock = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");
}
