package dateline.enrich.encoder;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

/** How models are run by ONNX Runtime. */
public final class Onnx {

    private Onnx() {}

    /**
     * A session for all threads: with one thread inside an operator each run stays on the thread that asks for it. Must be made before
     * the service says that it is ready: to end the process meanwhile can crash it.
     *
     * @param model the model's file
     * @throws OrtException when it is not to be read
     * @throws LinkageError where this machine cannot run ONNX Runtime
     */
    public static OrtSession session(byte[] model) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            // Parallelism comes from releases, not from operators; idle threads must not spin.
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            // Runs differ in shape: memory kept for the largest of each would stay taken.
            options.setCPUArenaAllocator(false);
            options.setMemoryPatternOptimization(false);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            return environment.createSession(model, options);
        }
    }
}
