package dateline.enrich.entity;

import dateline.enrich.entity.model.Name;
import dateline.enrich.text.PlainText;
import dateline.enrich.text.Sentences;
import dateline.enrich.text.Span;
import dateline.enrich.text.Token;
import dateline.enrich.text.Tokens;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a release that is searched for names, in words and sentences.
 *
 * @param tokens its words and marks
 * @param sentences the same, sentence by sentence; none empty
 */
record Passage(List<Token> tokens, List<List<Token>> sentences) {

    static Passage of(PlainText text, Span span) {
        List<Token> tokens = Tokens.of(text, span);
        List<List<Token>> sentences = new ArrayList<>();
        int next = 0;
        for (Span sentence : Sentences.of(text, span)) {
            int from = next;
            while (next < tokens.size() && tokens.get(next).start() < sentence.end()) {
                next++;
            }
            if (next > from) {
                sentences.add(tokens.subList(from, next));
            }
        }
        if (next < tokens.size()) {
            sentences.add(tokens.subList(next, tokens.size()));
        }
        return new Passage(tokens, sentences);
    }

    /** The words of each sentence. */
    List<String[]> words(PlainText text) {
        List<String[]> words = new ArrayList<>(sentences.size());
        for (List<Token> sentence : sentences) {
            words.add(sentence.stream().map(token -> text.read(token.span())).toArray(String[]::new));
        }
        return words;
    }

    /** The names of each sentence as mentions. */
    List<Raw> mentions(List<List<Name>> names) {
        List<Raw> mentions = new ArrayList<>();
        for (int i = 0; i < sentences.size(); i++) {
            for (Name name : names.get(i)) {
                List<Token> sentence = sentences.get(i);
                Span span = new Span(
                        sentence.get(name.from()).start(),
                        sentence.get(name.to() - 1).end());
                EntityType type = switch (name.type()) {
                    case PERSON -> EntityType.PERSON;
                    case ORGANISATION -> EntityType.ORGANISATION;
                    case PLACE -> EntityType.PLACE;
                };
                mentions.add(new Raw(span, type, null, null, null, name.confidence()));
            }
        }
        return mentions;
    }
}
