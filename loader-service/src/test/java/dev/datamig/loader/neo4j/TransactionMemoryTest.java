package dev.datamig.loader.neo4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamig.contracts.landscape.Endpoint;
import dev.datamig.sandbox.servers.Neo4jServer;
import dev.datamig.sandbox.servers.TestServers;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TransactionMemoryTest {

    private static <T> T inTransaction(java.util.function.Function<NeoTransaction, T> work) {
        Neo4jServer server = TestServers.neo4j();
        var endpoint = new Endpoint(server.boltUrl(), server.username(), server.password(), null);
        return NeoTransaction.look(endpoint, Duration.ofSeconds(5), work);
    }

    @Test
    void amountsAreReadAsTheServerWritesThem() {
        assertThat(TransactionMemory.amount("716.80MiB")).isEqualTo(751_619_276L);
        assertThat(TransactionMemory.amount("2.00GiB")).isEqualTo(2L << 30);
        assertThat(TransactionMemory.amount("512")).isEqualTo(512);
        assertThat(TransactionMemory.amount("0B")).isZero();
        assertThat(TransactionMemory.amount("No Value")).isZero();
    }

    @Test
    void aServerTellsItsLimit() {
        OptionalLong bytes = inTransaction(transaction -> TransactionMemory.of(transaction, Optional.empty()))
                .bytes();

        isLessThanTheHeap(bytes.orElseThrow());
    }

    @Test
    void anUndoTakesAQuarterOfThat() {
        assertThat(new TransactionMemory(OptionalLong.of(400)).less().bytes()).hasValue(100);
        assertThat(TransactionMemory.UNKNOWN.less()).isEqualTo(TransactionMemory.UNKNOWN);
    }

    private static void isLessThanTheHeap(long bytes) {
        assertThat(bytes).isBetween(1L << 20, 512L << 20);
    }

    @Test
    void whatIsConfiguredIsTakenInstead() {
        assertThat(inTransaction(transaction -> TransactionMemory.of(transaction, Optional.of(7L)))
                        .bytes())
                .hasValue(7);
    }

    @Test
    void aServerWithoutLimitsIsLeftToItsNumberOfRows() {
        assertThat(inTransaction(TransactionMemory.UNKNOWN::spent)).isFalse();
        assertThat(TransactionMemory.UNKNOWN.couldBeShortFor(Long.MAX_VALUE)).isFalse();
    }
}
