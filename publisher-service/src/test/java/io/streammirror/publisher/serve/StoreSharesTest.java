package io.streammirror.publisher.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.publisher.http.ClientAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoreSharesTest {
    private static final ClientAddress GREEDY = new ClientAddress("127.0.0.2");
    private static final ClientAddress MODEST = new ClientAddress("127.0.0.3");

    private final StoreShares shares = new StoreShares(4);

    private static final class Download implements StoreShares.Holder {
        private int granted;
        private int revoked;

        @Override
        public void granted(StoreShares.Claim claim) {
            granted++;
        }

        @Override
        public void revoked(StoreShares.Claim claim) {
            revoked++;
        }

        boolean hasConnection() {
            return granted > revoked;
        }
    }

    private final List<StoreShares.Claim> claims = new ArrayList<>();

    private Download download(ClientAddress address) {
        var download = new Download();
        claims.add(shares.claim(address, download));
        return download;
    }

    private List<Download> downloads(ClientAddress address, int count) {
        var downloads = new ArrayList<Download>();
        for (int i = 0; i < count; i++) {
            downloads.add(download(address));
        }
        return downloads;
    }

    private static long running(List<Download> downloads) {
        return downloads.stream().filter(Download::hasConnection).count();
    }

    @Test
    void shouldGrantFreeConnectionsAtOnce() {
        assertThat(running(downloads(GREEDY, 4))).isEqualTo(4);
        assertThat(shares.isContended()).isFalse();
    }

    @Test
    void shouldGrantReleasedConnectionToTheOneThatWaitsLongest() {
        downloads(GREEDY, 4);
        Download next = download(GREEDY);
        Download last = download(GREEDY);
        assertThat(shares.isContended()).isTrue();

        claims.get(2).release();

        assertThat(next.hasConnection()).isTrue();
        assertThat(last.hasConnection()).isFalse();
    }

    @Test
    void shouldTakeConnectionsFromAnAddressThatHoldsMoreThanTheWaitingOne() {
        List<Download> greedy = downloads(GREEDY, 1000);

        Download first = download(MODEST);
        assertThat(first.hasConnection()).isTrue();
        assertThat(running(greedy)).isEqualTo(3);
        assertThat(greedy.get(0).revoked).as("held longest").isEqualTo(1);

        Download second = download(MODEST);
        assertThat(second.hasConnection()).isTrue();
        assertThat(running(greedy)).isEqualTo(2);

        Download third = download(MODEST);
        assertThat(third.hasConnection()).as("both hold half").isFalse();
    }

    @Test
    void shouldGrantReleasedConnectionToTheAddressThatHoldsFewest() {
        List<Download> greedy = downloads(GREEDY, 1000);
        List<Download> modest = downloads(MODEST, 3);
        assertThat(running(modest)).isEqualTo(2);

        claims.get(1000).release();

        assertThat(modest.get(2).hasConnection()).isTrue();
        assertThat(running(greedy)).isEqualTo(2);
    }

    @Test
    void shouldForgetClaimsThatAreReleasedTwiceOrWhileTheyWait() {
        downloads(GREEDY, 4);
        Download waiting = download(GREEDY);
        Download next = download(GREEDY);
        claims.get(4).release();
        claims.get(4).release();

        claims.get(0).release();
        claims.get(0).release();

        assertThat(waiting.granted).isZero();
        assertThat(next.hasConnection()).isTrue();
        assertThat(shares.isContended()).isFalse();
        assertThat(download(MODEST).hasConnection()).isTrue();
    }
}
