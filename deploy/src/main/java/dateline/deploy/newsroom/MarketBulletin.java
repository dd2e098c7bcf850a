package dateline.deploy.newsroom;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * The exchange's bulletin of one minute. Its figures are a function of its number, so that it reads the same whenever it is
 * asked for and each bulletin continues the one before; only the time in its text comes from outside.
 */
final class MarketBulletin {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final int LISTED = 50;

    /** A listed company: its name, and its price in euros where its price began. */
    private record Share(String name, double price) {}

    private static final List<Share> SHARES = List.of(
            new Share("Helvion Turbines AG", 84.20),
            new Share("Norrsken Orbital AB", 31.75),
            new Share("Energía Alborán S.A.", 12.94),
            new Share("Calder Biologics Inc.", 57.30),
            new Share("Lanjiang Robotics Co., Ltd.", 22.10),
            new Share("Banque du Rhin Supérieur SA", 46.85),
            new Share("Tamarind Foods plc", 9.62),
            new Share("Kestrel Rail Holdings plc", 17.48));

    private MarketBulletin() {}

    static String slug(int number) {
        return String.format(Locale.ROOT, "market-bulletin-%06d", number);
    }

    static String guid(Publisher exchange, int number) {
        return exchange.guid(slug(number));
    }

    /**
     * The bulletin as it reads after its newest revision.
     *
     * @param number from 1
     * @param published when it appeared
     * @param corrected when its turnover was corrected, or null when it was not
     */
    static Article article(Publisher exchange, int number, Instant published, Instant corrected) {
        List<String> paragraphs = new ArrayList<>();
        if (corrected != null) {
            paragraphs.add(String.format(
                    Locale.ENGLISH,
                    "Correction: In market bulletin No. %,d the turnover is EUR %.1f million, not EUR %.1f million as first"
                            + " reported. A block trade had been counted twice. The corrected bulletin follows.",
                    number,
                    turnover(number),
                    turnoverAsFirstReported(number)));
        }
        paragraphs.addAll(text(exchange, number, published, corrected != null));
        Revision revision = new Revision(
                title(number),
                "en",
                List.of("Market bulletins", "Equities"),
                List.of("Market Supervision"),
                null,
                paragraphs,
                corrected == null ? published : corrected);
        return new Article(exchange, slug(number), revision, published, revision.at());
    }

    private static String title(int number) {
        double change = change(number);
        String move = Math.abs(change) < 0.02
                ? "little changed at"
                : String.format(Locale.ENGLISH, "%s %.2f%% to", change > 0 ? "gains" : "loses", Math.abs(change));
        return String.format(
                Locale.ENGLISH, "Market bulletin No. %,d: Meridian %d %s %,.2f", number, LISTED, move, level(number));
    }

    private static List<String> text(Publisher exchange, int number, Instant published, boolean corrected) {
        SplittableRandom random = new SplittableRandom(number);
        int unchanged = random.nextInt(5);
        int advancing =
                Math.min(LISTED - unchanged, Math.max(0, (int) (25 + change(number) * 40 + random.nextInt(9) - 4)));
        List<String> text = new ArrayList<>();
        text.add(String.format(
                Locale.ENGLISH,
                "LUXEMBOURG, %s (Meridian Exchange) – The Meridian %d index stood at %,.2f points at %s local time, %s %.2f%%"
                        + " on the bulletin before.",
                DAY.format(published.atZone(exchange.zone())),
                LISTED,
                level(number),
                CLOCK.format(published.atZone(exchange.zone())),
                change(number) < 0 ? "down" : "up",
                Math.abs(change(number))));
        text.add(String.format(
                Locale.ENGLISH,
                "%d issues advanced, %d declined, %d unchanged. Turnover in the minute came to EUR %.1f million in %,d"
                        + " trades.",
                advancing,
                LISTED - unchanged - advancing,
                unchanged,
                corrected ? turnover(number) : turnoverAsFirstReported(number),
                1_800 + random.nextInt(2_400)));
        text.add(movers(number));
        text.add(
                random.nextInt(4) == 0
                        ? "Trading in one issue was interrupted for two minutes by a volatility auction and resumed without"
                                + " further incident, the exchange's market supervision said."
                        : "\"Trading was orderly in all segments and no volatility auction was called\", the exchange's market"
                                + " supervision said.");
        text.add("For reference: The Meridian " + LISTED + " contains the " + LISTED
                + " most traded shares on the Meridian"
                + " Exchange, weighted by free-float market capitalisation and capped at 8% a share. Bulletins are compiled"
                + " automatically; figures are provisional until the end-of-day report.");
        return text;
    }

    private static String movers(int number) {
        int first = Math.floorMod(number * 3, SHARES.size());
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            Share share = SHARES.get((first + i) % SHARES.size());
            double move = new SplittableRandom(31L * number + i).nextDouble(-1.6, 1.6);
            lines.append(String.format(
                    Locale.ENGLISH,
                    "- %s: EUR %.2f (%+.1f%%)\n",
                    share.name(),
                    share.price() * level(number) / 4_000 * (1 + move / 100),
                    move));
        }
        return lines.toString().strip();
    }

    /** Index points: two slow waves and a little noise around 4,000. */
    private static double level(int number) {
        double noise = new SplittableRandom(7_919L * number).nextDouble(-1, 1);
        return 4_000 * (1 + 0.03 * Math.sin(number / 37.0) + 0.012 * Math.sin(number / 11.0 + 1) + 0.0006 * noise);
    }

    /** Percent against the bulletin before. */
    private static double change(int number) {
        return (level(number) / level(number - 1) - 1) * 100;
    }

    /** Millions of euros. */
    private static double turnover(int number) {
        return new SplittableRandom(104_729L * number).nextDouble(18, 64);
    }

    private static double turnoverAsFirstReported(int number) {
        return Programme.corrects(number) ? turnover(number) + 6.4 : turnover(number);
    }
}
