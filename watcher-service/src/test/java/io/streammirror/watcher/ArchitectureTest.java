package io.streammirror.watcher;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.streammirror.testing.architecture.ArchitectureRules;
import io.streammirror.testing.architecture.ProductionCode;

@AnalyzeClasses(packages = "io.streammirror", importOptions = ProductionCode.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchTests rulesOfEveryModule = ArchTests.in(ArchitectureRules.class);

    @ArchTest
    static final ArchRule routeDependsOnNoFramework = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.streammirror.watcher.poll", "io.streammirror.watcher.accept", "io.streammirror.watcher.request")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.quarkus..",
                    "jakarta..",
                    "io.smallrye..",
                    "org.eclipse.microprofile..",
                    "org.apache.kafka..",
                    "io.streammirror.service..",
                    "io.streammirror.watcher.app..")
            .because("only the wiring knows how the parts are put together and where events travel");

    @ArchTest
    static final ArchRule onlyWatcherDependsOnWatcher = classes()
            .that()
            .resideInAPackage("io.streammirror.watcher..")
            .should()
            .onlyHaveDependentClassesThat(resideInAPackage("io.streammirror.watcher.."))
            .because("services meet in Kafka and in the store only");
}
