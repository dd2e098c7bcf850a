package dateline.ingest.extract.block;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The numbers that describe one block, each put in with its name, always in the same order. */
final class FeatureRow {

    private static final int ROOM = 220;

    private final List<String> names;
    private float[] values = new float[ROOM];
    private int size;

    private FeatureRow(List<String> names) {
        this.names = names;
    }

    static FeatureRow unnamed() {
        return new FeatureRow(null);
    }

    static FeatureRow named() {
        return new FeatureRow(new ArrayList<>());
    }

    void put(String name, double value) {
        if (names != null) {
            names.add(name);
        }
        values[size++] = (float) value;
    }

    void put(String name, boolean value) {
        put(name, value ? 1 : 0);
    }

    /** A feature of a numbered family. */
    void put(String family, int number, double value) {
        if (names != null) {
            names.add(family + number);
        }
        values[size++] = (float) value;
    }

    float[] values() {
        values = Arrays.copyOf(values, size);
        return values;
    }

    List<String> names() {
        return List.copyOf(names);
    }
}
