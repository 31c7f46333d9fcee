package io.streammirror.scrub;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import io.streammirror.testing.architecture.ArchitectureRules;
import io.streammirror.testing.architecture.ProductionCode;

@AnalyzeClasses(packages = "io.streammirror.scrub", importOptions = ProductionCode.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchTests rulesOfEveryModule = ArchTests.in(ArchitectureRules.class);
}
