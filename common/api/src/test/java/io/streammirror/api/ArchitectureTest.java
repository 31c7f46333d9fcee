package io.streammirror.api;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import io.streammirror.testing.architecture.ArchitectureRules;
import io.streammirror.testing.architecture.ProductionCode;

@AnalyzeClasses(packages = "io.streammirror.api", importOptions = ProductionCode.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchTests rulesOfEveryModule = ArchTests.in(ArchitectureRules.class);
}
