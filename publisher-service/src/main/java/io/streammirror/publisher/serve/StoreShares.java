package io.streammirror.publisher.serve;

import io.streammirror.publisher.http.ClientAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Shares the connections to the store among the addresses of clients, whatever number of requests each has.
 *
 * <p>A free connection goes to the waiting address that holds the fewest. When none is free, an address that holds at least two more than
 * the waiting one loses the one that it has had longest; its download waits for another and resumes there.
 *
 * <p>Used by all event loops at once; callbacks run on the thread that caused them.
 */
final class StoreShares {
    private final int total;
    private final Map<ClientAddress, Share> shares = new HashMap<>();
    private int held;
    private int waiting;

    StoreShares(int total) {
        this.total = total;
    }

    /** A request that waits for a connection or has one. */
    interface Holder {
        /** The connection is there; may run before {@link #claim} returns. */
        void granted(Claim claim);

        /** Another address needs the connection more. */
        void revoked(Claim claim);
    }

    /** Asks for a connection. */
    Claim claim(ClientAddress address, Holder holder) {
        var claim = new Claim(address, holder);
        List<Runnable> news;
        synchronized (this) {
            shares.computeIfAbsent(address, unknown -> new Share()).waiting.add(claim);
            waiting++;
            news = distribute();
        }
        news.forEach(Runnable::run);
        return claim;
    }

    /** Whether a transfer waits for a connection. */
    synchronized boolean isContended() {
        return waiting > 0;
    }

    private List<Runnable> distribute() {
        var news = new ArrayList<Runnable>();
        for (Optional<Share> next = poorestWaiting(); next.isPresent(); next = poorestWaiting()) {
            Share share = next.get();
            if (held >= total) {
                Optional<Share> richest = richest();
                if (richest.isEmpty() || richest.get().held.size() <= share.held.size() + 1) {
                    break;
                }
                Claim revoked = richest.get().held.remove();
                held--;
                news.add(() -> revoked.holder.revoked(revoked));
            }
            Claim claim = share.waiting.remove();
            waiting--;
            share.held.add(claim);
            held++;
            news.add(() -> claim.holder.granted(claim));
        }
        return news;
    }

    private Optional<Share> poorestWaiting() {
        return shares.values().stream()
                .filter(share -> !share.waiting.isEmpty())
                .min(Comparator.comparingInt(share -> share.held.size()));
    }

    private Optional<Share> richest() {
        return shares.values().stream().max(Comparator.comparingInt(share -> share.held.size()));
    }

    private synchronized List<Runnable> giveUp(Claim claim) {
        Share share = shares.get(claim.address);
        if (share == null) {
            return List.of();
        }
        if (share.held.remove(claim)) {
            held--;
        } else if (share.waiting.remove(claim)) {
            waiting--;
        }
        if (share.held.isEmpty() && share.waiting.isEmpty()) {
            shares.remove(claim.address);
        }
        return distribute();
    }

    /** A connection that is waited for or held. */
    final class Claim {
        private final ClientAddress address;
        private final Holder holder;

        private Claim(ClientAddress address, Holder holder) {
            this.address = address;
            this.holder = holder;
        }

        /** Needs it no longer; without effect the second time and after it was revoked. */
        void release() {
            giveUp(this).forEach(Runnable::run);
        }
    }

    /** The connections of one address and its waiting requests, oldest first. */
    private static final class Share {
        private final Deque<Claim> held = new ArrayDeque<>();
        private final Deque<Claim> waiting = new ArrayDeque<>();
    }
}
