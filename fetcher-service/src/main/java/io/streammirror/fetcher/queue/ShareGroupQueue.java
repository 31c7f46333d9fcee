package io.streammirror.fetcher.queue;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The share group {@value ShareGroup#NAME} as one slot sees it: a member that takes single records and, once there is brisk work for
 * it, another that takes several at a time, which a member cannot choose anew with each poll. Only one of them ever holds records.
 */
final class ShareGroupQueue implements RequestQueue {
    private static final Logger LOG = Logger.getLogger(ShareGroupQueue.class);

    /** Costs of asking shrink to a sixteenth; all of them together are worth a second of work at most. */
    static final int SEVERAL = 16;

    private final Map<String, Object> clientProperties;
    private final String clientId;
    private final ShareGroupMember single;
    private @Nullable ShareGroupMember several;
    private boolean singleOnly;
    private ShareGroupMember current;

    ShareGroupQueue(Map<String, Object> clientProperties, String clientId) {
        this.clientProperties = clientProperties;
        this.clientId = clientId;
        this.single = new ShareGroupMember(clientProperties, clientId, 1);
        this.current = single;
    }

    @Override
    public List<Delivery> next(boolean brisk) {
        if (!brisk || singleOnly) {
            current = single;
            return single.next();
        }
        try {
            current = several();
            return current.next();
        } catch (KafkaException e) {
            // A group has room for so many members only; taking single records is slower, but works.
            LOG.warnf("Goes on with single records client=%s cause=%s", clientId, e);
            singleOnly = true;
            closeSeveral();
            current = single;
            return List.of();
        }
    }

    @Override
    public Duration renewalInterval() {
        return current.renewalInterval();
    }

    @Override
    public boolean renew(Collection<Delivery> handBack) {
        return current.renew(handBack);
    }

    @Override
    public boolean settle(Map<Delivery, Settlement> settlements) {
        return current.settle(settlements);
    }

    @Override
    public void close() {
        closeSeveral();
        single.close();
    }

    private ShareGroupMember several() {
        ShareGroupMember member = several;
        if (member == null) {
            member = new ShareGroupMember(clientProperties, clientId + "-several", SEVERAL);
            several = member;
        }
        return member;
    }

    private void closeSeveral() {
        if (several != null) {
            several.close();
            several = null;
        }
    }
}
