package io.streammirror.testing.architecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/**
 * Leaves out test code in each form in which Maven gives it to a module: as folder, and as test jar once the module that it
 * comes from was packaged in the same run.
 */
public final class ProductionCode implements ImportOption {
    @Override
    public boolean includes(Location location) {
        return !location.contains("/test-classes/") && !location.contains("-tests.jar");
    }
}
