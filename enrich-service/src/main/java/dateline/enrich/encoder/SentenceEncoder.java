package dateline.enrich.encoder;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * Turns a text into a vector of length 1 with a small BERT model run by ONNX Runtime: the mean of its pieces' last states, as N. Reimers
 * and I. Gurevych do in "Sentence-BERT" (2019). One session serves all threads: with one thread inside an operator each run stays on the
 * thread that asks for it. Thread-safe.
 */
public final class SentenceEncoder {

    /** The model: all-MiniLM-L6-v2, eight-bit weights. */
    public static final String MODEL = "all-minilm-l6-v2-q";

    private static final int MOST_PIECES = 128;

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final WordPiece pieces;

    private SentenceEncoder(OrtEnvironment environment, OrtSession session, WordPiece pieces) {
        this.environment = environment;
        this.session = session;
        this.pieces = pieces;
    }

    /**
     * Loads the model from the class path; nothing where there is none, or where this machine has no ONNX Runtime. Takes a second and must
     * be done before the service says that it is ready: to end the process while a session is made can crash it.
     *
     * @throws IllegalStateException when the model is there and is not to be read
     */
    public static Optional<SentenceEncoder> load() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream model = loader.getResourceAsStream(MODEL + ".onnx")) {
            Optional<WordPiece> pieces = WordPiece.shipped();
            if (model == null || pieces.isEmpty()) {
                return Optional.empty();
            }
            OrtSession session = Onnx.session(model.readAllBytes());
            return Optional.of(new SentenceEncoder(OrtEnvironment.getEnvironment(), session, pieces.get()));
        } catch (IOException e) {
            throw new UncheckedIOException(MODEL, e);
        } catch (OrtException e) {
            throw new IllegalStateException("the model " + MODEL + " cannot be read", e);
        } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
            return Optional.empty();
        }
    }

    /** The vector of a text's first 126 pieces, about 90 English words. */
    public float[] encode(String text) {
        long[] ids = pieces.ids(text, MOST_PIECES);
        long[] ones = new long[ids.length];
        Arrays.fill(ones, 1);
        long[] shape = {1, ids.length};
        try (OnnxTensor input = OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape);
                OnnxTensor mask = OnnxTensor.createTensor(environment, LongBuffer.wrap(ones), shape);
                OnnxTensor types = OnnxTensor.createTensor(environment, LongBuffer.allocate(ids.length), shape);
                OrtSession.Result result =
                        session.run(Map.of("input_ids", input, "attention_mask", mask, "token_type_ids", types))) {
            return mean(((OnnxTensor) result.get(0)).getFloatBuffer(), ids.length);
        } catch (OrtException e) {
            throw new IllegalStateException("the model " + MODEL + " failed on " + ids.length + " pieces", e);
        }
    }

    private static float[] mean(FloatBuffer states, int rows) {
        float[] sum = new float[states.remaining() / rows];
        double norm = 0;
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += states.get(row * sum.length + i);
            }
        }
        for (float x : sum) {
            norm += x * (double) x;
        }
        float length = (float) Math.sqrt(norm);
        for (int i = 0; i < sum.length; i++) {
            sum[i] /= length;
        }
        return sum;
    }
}
