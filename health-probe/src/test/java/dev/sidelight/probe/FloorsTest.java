package dev.sidelight.probe;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.sidelight.probe", importOptions = DoNotIncludeTests.class)
class FloorsTest {

    @ArchTest
    static final ArchRule probeNeedsNoLibraryAndNoHttpClient = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.sidelight.probe",
                    "java.lang..",
                    "java.io",
                    "java.net",
                    "java.nio..",
                    "java.time",
                    "java.util..",
                    "org.jspecify..");
}
