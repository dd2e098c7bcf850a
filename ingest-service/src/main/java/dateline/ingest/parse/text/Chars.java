package dateline.ingest.parse.text;

import java.util.Arrays;

/**
 * A growing array of UTF-16 units. Unlike {@link StringBuilder} it lets a reader look at the array itself, which is what
 * the one-pass readers spend their time on. Not safe for use by several threads.
 */
public final class Chars {

    private char[] units;
    private int length;

    /**
     * Makes an empty buffer.
     *
     * @param capacity the units that it holds before it grows
     */
    public Chars(int capacity) {
        units = new char[capacity];
    }

    /**
     * The array behind the buffer; valid until the next append.
     *
     * @return the array, of which the first {@link #length()} units count
     */
    public char[] array() {
        return units;
    }

    /**
     * How many units are held.
     *
     * @return the number of UTF-16 units
     */
    public int length() {
        return length;
    }

    /**
     * Appends one unit.
     *
     * @param unit the UTF-16 unit
     */
    public void append(char unit) {
        if (length == units.length) {
            grow(1);
        }
        units[length++] = unit;
    }

    /**
     * Appends a range of an array.
     *
     * @param source the array
     * @param from where the range begins
     * @param to where it ends, exclusive
     */
    public void append(char[] source, int from, int to) {
        int count = to - from;
        if (length + count > units.length) {
            grow(count);
        }
        System.arraycopy(source, from, units, length, count);
        length += count;
    }

    /**
     * Appends a text.
     *
     * @param text the text
     */
    public void append(String text) {
        int count = text.length();
        if (length + count > units.length) {
            grow(count);
        }
        text.getChars(0, count, units, length);
        length += count;
    }

    /**
     * Appends a character.
     *
     * @param codePoint the Unicode code point
     */
    public void appendCodePoint(int codePoint) {
        if (Character.isBmpCodePoint(codePoint)) {
            append((char) codePoint);
        } else {
            append(Character.highSurrogate(codePoint));
            append(Character.lowSurrogate(codePoint));
        }
    }

    /** Forgets what is held and keeps the array. */
    public void clear() {
        length = 0;
    }

    /**
     * Cuts the buffer.
     *
     * @param newLength the units to keep, at most {@link #length()}
     */
    public void truncate(int newLength) {
        length = newLength;
    }

    /**
     * The text without white space at its ends.
     *
     * @return the text, or null when there is nothing but white space
     */
    public String trimmedOrNull() {
        int from = 0;
        int to = length;
        while (from < to && isBlank(units[from])) {
            from++;
        }
        while (to > from && isBlank(units[to - 1])) {
            to--;
        }
        return from == to ? null : new String(units, from, to - from);
    }

    @Override
    public String toString() {
        return new String(units, 0, length);
    }

    private static boolean isBlank(char unit) {
        return unit <= ' ' || unit == '\u00a0' || unit == '\ufeff' || unit == '\u200b';
    }

    private void grow(int more) {
        units = Arrays.copyOf(units, Math.max(length + more, units.length * 2));
    }
}
