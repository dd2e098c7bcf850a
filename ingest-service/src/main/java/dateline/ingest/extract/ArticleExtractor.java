package dateline.ingest.extract;

import dateline.ingest.extract.Article.Method;
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

    private static final double KEPT = 0.5;

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
        Metadata metadata = MetadataReader.read(document, page.url() == null ? null : page.url().toString());
        PageBlocks blocks = blocks(document, metadata);
        double[] probabilities = blocks.probabilities(model);
        List<Paragraph> paragraphs = new ArrayList<>();
        for (int i = 0; i < probabilities.length; i++) {
            if (probabilities[i] >= KEPT) {
                Block block = blocks.blocks().get(i);
                paragraphs.add(new Paragraph(
                        block.isHeading() ? Paragraph.Kind.HEADING : Paragraph.Kind.BODY, block.text()));
            }
        }
        return new Article(metadata, paragraphs, Method.MODEL);
    }

    /**
     * The blocks of a page with their measures, as the classifier sees them.
     *
     * @param page the page
     * @return the blocks
     */
    public static PageBlocks blocks(Page page) {
        Document document = page.parse();
        return blocks(document, MetadataReader.read(document, page.url() == null ? null : page.url().toString()));
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
