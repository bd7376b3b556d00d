package dev.datamig.staging.s3;

import java.net.URI;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.services.s3.S3Client;

/** An S3 server in this JVM, which the SDK finds by system properties. */
final class S3Server implements AutoCloseable {

    private final S3Proxy server;

    private S3Server(S3Proxy server) {
        this.server = server;
    }

    static S3Server start() throws Exception {
        S3Proxy server = S3Proxy.builder()
                .blobStore(new TransientNio2BlobStore())
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "test-id", "test-secret")
                .build();
        server.start();
        System.setProperty("aws.endpointUrlS3", "http://127.0.0.1:" + server.getPort());
        System.setProperty("aws.accessKeyId", "test-id");
        System.setProperty("aws.secretAccessKey", "test-secret");
        return new S3Server(server);
    }

    void createBucket(String name) {
        try (S3Client s3 = S3Connection.open()) {
            s3.createBucket(request -> request.bucket(name));
        }
    }

    @Override
    public void close() throws Exception {
        System.clearProperty("aws.endpointUrlS3");
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        server.stop();
    }
}
