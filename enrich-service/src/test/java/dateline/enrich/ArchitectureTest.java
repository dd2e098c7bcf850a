package dateline.enrich;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which package may know which. */
@AnalyzeClasses(packages = "dateline.enrich", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule PACKAGES_ARE_FREE_OF_CYCLES =
            slices().matching("dateline.enrich.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule TEXT_KNOWS_NO_OTHER = classes()
            .that()
            .resideInAPackage("..enrich.text..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dateline.enrich.text..", "java..", "com.fasterxml.jackson.annotation..");

    @ArchTest
    static final ArchRule ANNOTATORS_KNOW_NOTHING_OF_THE_STREAM = noClasses()
            .that()
            .resideOutsideOfPackages("..enrich.stream..", "dateline.enrich")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..enrich.stream..",
                    "io.quarkus..",
                    "io.smallrye..",
                    "jakarta..",
                    "org.apache.kafka..",
                    "io.micrometer..");

    @ArchTest
    static final ArchRule FEW_PACKAGES_KNOW_ENTITIES = noClasses()
            .that()
            .resideInAnyPackage("..enrich.language..", "..enrich.topic..", "..enrich.duplicate..", "..enrich.summary..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..enrich.entity..", "..enrich.quote..", "..enrich.annotation..");
}
