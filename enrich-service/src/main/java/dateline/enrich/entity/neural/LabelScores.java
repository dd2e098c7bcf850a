package dateline.enrich.entity.neural;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.ObjectMapper;
import dateline.enrich.encoder.SentenceEncoder;
import dateline.enrich.encoder.WordPiece;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Scores each label for each word with an encoder run by ONNX Runtime: MiniLM cut to its first layers, fine-tuned, in eight bits. A
 * word's first piece stands for it. One session serves all workers, for with one thread inside an operator each run stays on the thread
 * that asks for it, and the weights are held once. Thread-safe.
 */
public final class LabelScores {

    private static final String MODEL = "names-en.onnx";
    private static final int LONGEST_SENTENCE = 128;
    private static final int LONGEST_INPUT = 256;
    private static final int MOST_PIECES = 8;
    /** Pieces of a batch, padding included: what the layers hold of them stays within a core's cache. */
    private static final int BATCH = 256;

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final WordPiece pieces;
    private final String version;

    /** A sentence, or a stretch of a long one, as the encoder reads it. */
    private static final class Input {
        private final int sentence;
        private final int from;
        private final int[] firsts;
        private final int words;
        private final long[] ids;
        private final long[] cases;
        private final int length;

        Input(int sentence, int from, int words, int[] firsts, long[] ids, long[] cases, int length) {
            this.sentence = sentence;
            this.from = from;
            this.words = words;
            this.firsts = firsts;
            this.ids = ids;
            this.cases = cases;
            this.length = length;
        }
    }

    private LabelScores(OrtEnvironment environment, OrtSession session, WordPiece pieces) throws OrtException {
        this.environment = environment;
        this.session = session;
        this.pieces = pieces;
        this.version = session.getMetadata().getCustomMetadataValue("version").orElse("accurate");
    }

    /**
     * Loads the model from the class path. Must be done before the service says that it is ready: to end the process while a session is
     * made can crash it.
     *
     * @throws LinkageError where this machine cannot run ONNX Runtime
     * @throws IllegalStateException when the model is missing or is not to be read
     */
    public static LabelScores load() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream model = LabelScores.class.getResourceAsStream(MODEL);
                InputStream tokenizer = loader.getResourceAsStream(SentenceEncoder.MODEL + "-tokenizer.json")) {
            if (model == null || tokenizer == null) {
                throw new IllegalStateException("no resource " + MODEL + " or no tokenizer for it");
            }
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
                // Parallelism comes from releases, not from operators; idle threads must not spin.
                options.setIntraOpNumThreads(1);
                options.setInterOpNumThreads(1);
                // Batches differ in shape: memory kept for the largest of each would stay taken.
                options.setCPUArenaAllocator(false);
                options.setMemoryPatternOptimization(false);
                options.addConfigEntry("session.intra_op.allow_spinning", "0");
                return new LabelScores(
                        environment,
                        environment.createSession(model.readAllBytes(), options),
                        WordPiece.of(new ObjectMapper().readTree(tokenizer)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(MODEL, e);
        } catch (OrtException e) {
            throw new IllegalStateException("the model " + MODEL + " cannot be read", e);
        }
    }

    /** The model's version in events. */
    public String version() {
        return version;
    }

    /**
     * The scores of the labels of each word of each sentence: outside, then for people, organisations and places the first, an inner, the
     * last and the only word of a name; logarithms of probabilities but for a constant a word.
     *
     * @param sentences the words of each; none empty
     */
    public float[][][] of(List<String[]> sentences) {
        float[][][] scores = new float[sentences.size()][][];
        List<Input> inputs = new ArrayList<>(sentences.size());
        for (int i = 0; i < scores.length; i++) {
            scores[i] = new float[sentences.get(i).length][];
            for (int from = 0; from < scores[i].length; ) {
                Input input = input(sentences.get(i), i, from);
                inputs.add(input);
                from += input.words;
            }
        }
        // Sentences of like length are read together, so that little is padding.
        inputs.sort(Comparator.comparingInt(input -> input.length));
        for (int from = 0; from < inputs.size(); ) {
            int to = from + 1;
            while (to < inputs.size() && (to + 1 - from) * inputs.get(to).length <= BATCH) {
                to++;
            }
            run(inputs.subList(from, to), scores);
            from = to;
        }
        return scores;
    }

    private Input input(String[] words, int sentence, int from) {
        long[] ids = new long[LONGEST_INPUT];
        long[] cases = new long[LONGEST_INPUT];
        int[] firsts = new int[Math.min(LONGEST_SENTENCE, words.length - from)];
        int length = 0;
        ids[length++] = pieces.first();
        int count = 0;
        while (count < firsts.length) {
            int[] ofWord = pieces.pieces(words[from + count]);
            int taken = Math.max(1, Math.min(MOST_PIECES, ofWord.length));
            if (length + taken > LONGEST_INPUT - 1) {
                break;
            }
            firsts[count] = length;
            int kind = WordCase.of(words[from + count]);
            for (int i = 0; i < taken; i++) {
                cases[length] = kind;
                ids[length++] = ofWord.length == 0 ? pieces.unknown() : ofWord[i];
            }
            count++;
        }
        ids[length++] = pieces.last();
        return new Input(sentence, from, count, firsts, ids, cases, length);
    }

    private void run(List<Input> inputs, float[][][] scores) {
        int length = inputs.get(inputs.size() - 1).length;
        int size = inputs.size() * length;
        LongBuffer ids = LongBuffer.allocate(size);
        LongBuffer mask = LongBuffer.allocate(size);
        LongBuffer cases = LongBuffer.allocate(size);
        for (Input input : inputs) {
            ids.put(input.ids, 0, length);
            cases.put(input.cases, 0, length);
            for (int i = 0; i < length; i++) {
                mask.put(i < input.length ? 1 : 0);
            }
        }
        long[] shape = {inputs.size(), length};
        try (OnnxTensor idTensor = OnnxTensor.createTensor(environment, ids.flip(), shape);
                OnnxTensor maskTensor = OnnxTensor.createTensor(environment, mask.flip(), shape);
                OnnxTensor caseTensor = OnnxTensor.createTensor(environment, cases.flip(), shape);
                OrtSession.Result result = session.run(
                        Map.of("input_ids", idTensor, "attention_mask", maskTensor, "token_type_ids", caseTensor))) {
            FloatBuffer logits = ((OnnxTensor) result.get(0)).getFloatBuffer();
            int labels = logits.remaining() / size;
            for (int row = 0; row < inputs.size(); row++) {
                Input input = inputs.get(row);
                for (int word = 0; word < input.words; word++) {
                    float[] ofWord = new float[labels];
                    logits.get((row * length + input.firsts[word]) * labels, ofWord);
                    scores[input.sentence][input.from + word] = ofWord;
                }
            }
        } catch (OrtException e) {
            throw new IllegalStateException(
                    "the model " + MODEL + " failed on " + inputs.size() + " sentences of " + length + " pieces", e);
        }
    }
}
