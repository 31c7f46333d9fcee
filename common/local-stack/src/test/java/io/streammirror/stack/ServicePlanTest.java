package io.streammirror.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServicePlanTest {
    @Test
    void shouldSizeFetcherHeapByItsBuffers() {
        assertThat(ServicePlan.fetcherHeap(96L << 20)).contains("-Xmx144m", "-Xmn12m");
        assertThat(ServicePlan.fetcherHeap((256L << 20) + 1)).contains("-Xmx305m", "-Xmn12m");
    }
}
