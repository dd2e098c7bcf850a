package dateline.ingest.extract;

import dateline.ingest.extract.Article.Method;
import dateline.ingest.extract.Paragraph.Kind;
import dateline.ingest.extract.block.Block;
import dateline.ingest.extract.block.PageBlocks;
import dateline.ingest.extract.block.PageHints;
import dateline.ingest.extract.block.TreeModel;
import dateline.ingest.extract.metadata.Metadata;
import dateline.ingest.extract.metadata.MetadataReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jsoup.nodes.Document;

/**
 * Takes the article out of a page: reads what the page says about it, cuts the page into blocks, keeps those that a trained
 * classifier, or without one a set of rules, takes for the article's, and labels the tails of press releases.
 */
public final class ArticleExtractor {

    /** Below this share of the structured data's text, what the page shows is a teaser and the data is the article. */
    private static final double FAR_SHORTER = 0.25;

    /** Characters of text in structured data below which it may be a teaser itself. */
    private static final int LEAST_DATA = 600;

    private final TreeModel model;

    private ArticleExtractor(TreeModel model) {
        this.model = model;
    }

    /**
     * An extractor with a trained classifier.
     *
     * @param model the classifier
     * @return the extractor
     */
    public static ArticleExtractor with(TreeModel model) {
        return new ArticleExtractor(Objects.requireNonNull(model));
    }

    /**
     * An extractor that keeps blocks by rules that a person can read.
     *
     * @return the extractor
     */
    public static ArticleExtractor byRules() {
        return new ArticleExtractor(null);
    }

    /**
     * Takes the article out of a page.
     *
     * @param page the page
     * @return the article; without paragraphs when the page has none
     */
    public Article extract(Page page) {
        Document document = page.parse();
        Metadata metadata = MetadataReader.read(
                document, page.url() == null ? null : page.url().toString());
        PageBlocks blocks = blocks(document, metadata);
        List<Paragraph> paragraphs = model == null ? List.of() : paragraphs(blocks, blocks.byModel(model));
        Method method = Method.MODEL;
        if (paragraphs.isEmpty()) {
            paragraphs = paragraphs(blocks, blocks.byRules());
            method = Method.RULES;
        }
        if (length(paragraphs) < FAR_SHORTER * metadata.body().length()
                && metadata.body().length() >= LEAST_DATA) {
            paragraphs = lines(metadata.body());
            method = Method.STRUCTURED_DATA;
        }
        return new Article(metadata, Tails.label(paragraphs), paragraphs.isEmpty() ? Method.NONE : method);
    }

    private static List<Paragraph> paragraphs(PageBlocks blocks, boolean[] kept) {
        List<Paragraph> paragraphs = new ArrayList<>();
        for (Block block : blocks.blocks()) {
            if (kept[block.index()]) {
                paragraphs.add(new Paragraph(block.isHeading() ? Kind.HEADING : Kind.BODY, block.text()));
            }
        }
        return paragraphs;
    }

    private static List<Paragraph> lines(String body) {
        return body.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(line -> new Paragraph(Kind.BODY, line))
                .toList();
    }

    private static int length(List<Paragraph> paragraphs) {
        return paragraphs.stream()
                .mapToInt(paragraph -> paragraph.text().length())
                .sum();
    }

    /**
     * The blocks of a page with their measures, as the classifier sees them.
     *
     * @param page the page
     * @return the blocks
     */
    public static PageBlocks blocks(Page page) {
        Document document = page.parse();
        return blocks(
                document,
                MetadataReader.read(
                        document, page.url() == null ? null : page.url().toString()));
    }

    private static PageBlocks blocks(Document document, Metadata metadata) {
        return PageBlocks.read(
                document,
                new PageHints(
                        metadata.headline() == null ? "" : metadata.headline(),
                        metadata.description() == null ? "" : metadata.description(),
                        metadata.body()));
    }
}
