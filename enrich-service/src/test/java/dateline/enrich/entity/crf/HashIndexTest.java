package dateline.enrich.entity.crf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HashIndexTest {

    private static final long[] HASHES = LongStream.range(0, 10_000)
            .map(i -> HashIndex.cut(Hashes.mix(i + 1)))
            .toArray();

    @Test
    void whatWasAddedIsFoundAtItsSlotAndNothingElse() {
        HashIndex index = new HashIndex(HASHES.length);
        int[] slots = LongStream.of(HASHES).mapToInt(index::add).toArray();

        assertThat(index.size()).isEqualTo(HASHES.length);
        assertThat(LongStream.of(HASHES).mapToInt(index::find).toArray()).isEqualTo(slots);
        assertThat(LongStream.range(20_000, 40_000).filter(i -> index.find(Hashes.mix(i)) >= 0))
                .isEmpty();
    }

    @Test
    void addingTwiceGivesTheSameSlot() {
        HashIndex index = new HashIndex(4);

        assertThat(index.add(HASHES[0])).isEqualTo(index.add(HASHES[0]));
        assertThat(index.size()).isEqualTo(1);
    }

    @Test
    void moreMembersThanAnnouncedAreRefused() {
        HashIndex index = new HashIndex(16);

        assertThatThrownBy(() -> LongStream.of(HASHES).forEach(index::add)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aFileGivesTheHashesSorted() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        HashIndex.write(HASHES, new DataOutputStream(bytes));

        assertThat(HashIndex.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), 10_000))
                .isEqualTo(LongStream.of(HASHES).sorted().toArray());
        assertThatThrownBy(
                        () -> HashIndex.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), 9_999))
                .isInstanceOf(IOException.class);
    }
}
