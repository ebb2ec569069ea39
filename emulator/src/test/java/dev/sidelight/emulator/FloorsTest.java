package dev.sidelight.emulator;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class FloorsTest {
    @Test
    void rulesOfAnEnvironmentFileStandAlone() {
        String itself = "(\\[L)?dev\\.sidelight\\.emulator\\.environment\\.EnvironmentFile(\\$.*)?;?";
        noClasses()
                .that()
                .haveNameMatching(itself)
                .should()
                .dependOnClassesThat(resideOutsideOfPackage("java..").and(not(nameMatching(itself))))
                .check(new ClassFileImporter().importPackages("dev.sidelight.emulator.environment"));
    }

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
