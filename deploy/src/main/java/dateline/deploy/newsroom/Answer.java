package dateline.deploy.newsroom;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A representation that can be served, and the rules by which it is asked for.
 *
 * @param mediaType the Content-Type
 * @param body the text, served as UTF-8
 * @param lastModified when the content last changed
 */
record Answer(String mediaType, String body, Instant lastModified) {

    private static final String GZIPPED = "-gzip";

    /**
     * The strong entity tag. The gzipped representation has different bytes, so another tag (RFC 9110 section 8.8.3.3).
     */
    String etag(boolean gzipped) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes());
            String hash = HexFormat.of().formatHex(digest, 0, 12);
            return "\"" + hash + (gzipped ? GZIPPED : "") + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The body as it is sent without a content coding. */
    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    /** The Last-Modified date. */
    String lastModifiedDate() {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(lastModified.atZone(ZoneOffset.UTC));
    }

    /**
     * Whether the asker already has this content: RFC 9110 sections 13.1.2 and 13.1.3. If-None-Match decides alone when
     * there is one; a date that cannot be read counts as none.
     *
     * @param ifNoneMatch the header or null
     * @param ifModifiedSince the header or null
     */
    boolean unchangedFor(String ifNoneMatch, String ifModifiedSince) {
        if (ifNoneMatch != null) {
            return Arrays.stream(ifNoneMatch.split(",", -1))
                    .map(tag -> tag.strip().replaceFirst("^W/", ""))
                    .anyMatch(tag -> tag.equals("*") || tag.equals(etag(false)) || tag.equals(etag(true)));
        }
        if (ifModifiedSince == null) {
            return false;
        }
        try {
            Instant since = ZonedDateTime.parse(ifModifiedSince, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return !lastModified.truncatedTo(ChronoUnit.SECONDS).isAfter(since);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    /**
     * Whether an Accept-Encoding allows gzip (RFC 9110 section 12.5.3); a weight of zero forbids it.
     *
     * @param acceptEncoding the header or null
     */
    static boolean allowsGzip(String acceptEncoding) {
        if (acceptEncoding == null) {
            return false;
        }
        return Arrays.stream(acceptEncoding.split(",", -1))
                .map(coding -> coding.replace(" ", ""))
                .anyMatch(coding -> coding.matches("(?i)(x-)?gzip(;q=(0?\\.\\d*[1-9]\\d*|1(\\.0*)?))?"));
    }
}
