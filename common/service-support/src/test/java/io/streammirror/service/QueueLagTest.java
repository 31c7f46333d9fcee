package io.streammirror.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class QueueLagTest {
    private static final TopicPartition LARGE = new TopicPartition("mirror.fetch-requests", 0);
    private static final TopicPartition SMALL = new TopicPartition("mirror.small-fetch-requests", 0);
    private static final TopicPartition FOREIGN = new TopicPartition("orders", 0);

    @Test
    void shouldCountOnlyTopicsOfRequests() {
        assertThat(QueueLag.lags(Map.of(LARGE, lag(3), SMALL, lag(4), FOREIGN, lag(100))))
                .isEqualTo(Map.of(LARGE, 3L, SMALL, 4L));
    }

    @Test
    void shouldLeaveOutPartitionsThatWereNeverRead() {
        var partitions = new HashMap<TopicPartition, SharePartitionOffsetInfo>();
        partitions.put(LARGE, new SharePartitionOffsetInfo(0, Optional.empty(), Optional.empty()));
        partitions.put(SMALL, null);

        assertThat(QueueLag.lags(partitions)).isEmpty();
    }

    private static SharePartitionOffsetInfo lag(long lag) {
        return new SharePartitionOffsetInfo(0, Optional.empty(), Optional.of(lag));
    }
}
