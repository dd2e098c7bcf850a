package dateline.deploy.bench;

import dateline.deploy.bench.QueryMix.Search;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends searches at a steady rate, whether or not the earlier ones are answered. A latency counts from the moment at which the
 * search was due, so that a stall is charged to everyone who would have waited through it.
 */
final class OpenLoop {

    /** How long one search took, in milliseconds, and what the service said; status 0 when it said nothing. */
    record Sample(String kind, double millis, int status) {}

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI service;

    OpenLoop(URI service) {
        this.service = service;
    }

    /** Runs for some time; the searches come in rounds, each round in another order. */
    List<Sample> run(List<Search> searches, double perSecond, Duration time) {
        Queue<Sample> samples = new ConcurrentLinkedQueue<>();
        List<CompletableFuture<Void>> sent = new ArrayList<>();
        List<Search> round = new ArrayList<>(searches);
        Random order = new Random(1);
        long begin = System.nanoTime();
        long count = (long) (perSecond * time.toSeconds());
        for (long i = 0; i < count; i++) {
            if (i % round.size() == 0) {
                Collections.shuffle(round, order);
            }
            Search search = round.get((int) (i % round.size()));
            long due = begin + (long) (i * 1e9 / perSecond);
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            sent.add(http.sendAsync(request(search), HttpResponse.BodyHandlers.ofByteArray())
                    .handle((response, failure) -> {
                        double millis = (System.nanoTime() - due) / 1e6;
                        samples.add(new Sample(search.kind(), millis, response == null ? 0 : response.statusCode()));
                        return null;
                    }));
        }
        sent.forEach(CompletableFuture::join);
        return List.copyOf(samples);
    }

    /** Sends one search and waits for its answer. */
    HttpResponse<String> ask(String path) throws IOException, InterruptedException {
        return http.send(request(new Search("", path, "")), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(Search search) {
        return HttpRequest.newBuilder(service.resolve(search.path()))
                .timeout(Duration.ofSeconds(30))
                .build();
    }
}
