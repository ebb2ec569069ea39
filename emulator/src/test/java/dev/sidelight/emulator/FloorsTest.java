package dev.sidelight.emulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class FloorsTest {
    @Test
    void emulatorKnowsNothingOfTheAgent() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.sidelight.agent..", "dev.sidelight.task..", "dev.sidelight.endpoint..")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("dev.sidelight.emulator"));
    }
}
