package dateline.ingest.extract.metadata;

import dateline.ingest.extract.metadata.PageIndex.Spot;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/**
 * The date that readers see: of all dates on the page the one that stands best. What speaks for a date: that it stands right
 * below the headline or shortly before it, that its element is a {@code time} or named for a date, that "published" stands by
 * it. What speaks against it: comments, other stories, the frame of the page, long text around it, that it says "updated".
 */
final class DateSpots {

    private static final Pattern NAMED = Pattern.compile(
            "date|time|publi|posted|fecha|datum|data\\b|veroeffent|created|byline|meta|info|dateline|erschienen",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PUBLISHED = Pattern.compile(
            "publi|posted|on:|erstellt|veröffentlicht|erschienen|verfasst|date|datum|vom\\b|fecha|опубликовано|дата|written|created|geplaatst|pubblicat|stand:|\\bam\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern CHANGED = Pattern.compile(
            "updated|modified|aktualisiert|geändert|mis à jour|actualizado|atualizado|aggiornat|обновлено|edited|bearbeitet|bijgewerkt|accessed|abgerufen",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern COPYRIGHT = Pattern.compile("©|copyright|\\(c\\)", Pattern.CASE_INSENSITIVE);
    private static final Pattern FOREIGN = Pattern.compile(
            "comment|related|recommend|sidebar|widget|teaser|footer|popular|latest|recent|archive|calendar|event|disqus|reply|breadcrumb|menu|weather|promo|copyright|ticker",
            Pattern.CASE_INSENSITIVE);

    private static final int LONGEST = 160;
    private static final int LEVELS = 7;
    private static final double LEAST = 1.0;

    private record Candidate(PageDate date, double score) {}

    private final PageIndex index;
    private final boolean monthFirst;
    private final int headlineAt;

    DateSpots(PageIndex index, Element headline, boolean monthFirst) {
        this.index = index;
        this.monthFirst = monthFirst;
        headlineAt = headline == null ? -1 : index.position(headline);
    }

    /** The best date, empty when none stands well enough. */
    Optional<PageDate> best() {
        return Stream.concat(
                        index.times.stream().map(this::marked),
                        index.dated.stream().map(this::written))
                .flatMap(Optional::stream)
                .filter(candidate -> candidate.score() >= LEAST)
                .max(Comparator.comparingDouble(Candidate::score))
                .map(Candidate::date);
    }

    private Optional<Candidate> marked(Spot spot) {
        Element time = spot.element();
        Optional<PageDate> date = DateText.find(time.attr("datetime"), monthFirst)
                .or(() -> DateText.find(time.attr("title"), monthFirst))
                .or(() -> DateText.find(time.text(), monthFirst));
        return date.map(it -> new Candidate(it, 1.5 + score(spot, time.text()) + (time.hasAttr("pubdate") ? 1 : 0)));
    }

    private Optional<Candidate> written(Spot spot) {
        Element element = spot.element();
        for (int level = 0; level < 3 && element != null; level++) {
            String text = element.text();
            if (text.length() > LONGEST) {
                // A dateline opens a paragraph; a date in the middle of one is part of the story.
                String opening = element.ownText();
                Optional<PageDate> date =
                        DateText.find(opening.substring(0, Math.min(60, opening.length())), monthFirst);
                return level == 0 ? date.map(it -> new Candidate(it, score(spot, "") - 1)) : Optional.empty();
            }
            Optional<PageDate> date = DateText.find(text, monthFirst);
            if (date.isPresent()) {
                return Optional.of(new Candidate(date.get(), score(spot, text)));
            }
            element = element.parent();
        }
        return Optional.empty();
    }

    private double score(Spot spot, String text) {
        double score = closeness(spot.at()) + surroundings(spot.element());
        score += PUBLISHED.matcher(text).find() ? 1 : 0;
        score -= CHANGED.matcher(text).find() ? 0.8 : 0;
        score -= COPYRIGHT.matcher(text).find() ? 2 : 0;
        score -= text.length() > 80 ? 0.8 : text.length() > 40 ? 0.3 : 0;
        return score;
    }

    /** Up to 2 for what stands at the headline, less with the texts between. */
    private double closeness(int at) {
        if (headlineAt < 0) {
            return 0.3;
        }
        int distance = at - headlineAt;
        return distance >= 0 ? 2.0 / (1 + distance / 12.0) : distance >= -8 ? 1.5 + distance * 0.1 : 0;
    }

    private static double surroundings(Element element) {
        double score = 0;
        boolean named = false;
        Element each = element;
        for (int level = 0; level < LEVELS && each != null; level++) {
            String names = each.attr("class") + ' ' + each.attr("id");
            if (!named && level < 3 && NAMED.matcher(names).find()) {
                named = true;
                score += 1;
            }
            if (FOREIGN.matcher(names).find()) {
                score -= 1.2;
            }
            score += switch (each.normalName().toLowerCase(Locale.ROOT)) {
                case "footer", "aside", "nav" -> -1.5;
                case "a" -> -0.7;
                // A date in a heading is that of another story.
                case "h2", "h3", "h4" -> -1.5;
                case "li", "td" -> -0.3;
                case "article" -> 0.2;
                default -> 0;
            };
            each = each.parent();
        }
        return score;
    }
}
