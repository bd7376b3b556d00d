package dev.datamig.staging.s3;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * Connects as the AWS SDK is configured (environment, system properties, profile, the pod's identity). In addition:
 *
 * <ul>
 *   <li>{@code AWS_ENDPOINT_URL_S3} or {@code AWS_ENDPOINT_URL} ({@code aws.endpointUrlS3}, {@code aws.endpointUrl} as system
 *       properties): another server than Amazon's; then buckets are addressed by path and a region need not be set;
 *   <li>{@code DATAMIG_S3_PATH_STYLE} ({@code datamig.s3.path-style}): {@code true} or {@code false} to say so explicitly.
 * </ul>
 */
final class S3Connection {

    private S3Connection() {}

    static S3Client open() {
        Optional<URI> endpoint = first(
                        List.of("aws.endpointUrlS3", "aws.endpointUrl"),
                        List.of("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"))
                .map(URI::create);
        boolean byPath = first(List.of("datamig.s3.path-style"), List.of("DATAMIG_S3_PATH_STYLE"))
                .map(Boolean::parseBoolean)
                .orElse(endpoint.isPresent());
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(ApacheHttpClient.builder().expectContinueEnabled(false))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .forcePathStyle(byPath)
                .region(region(endpoint.isPresent()));
        endpoint.ifPresent(builder::endpointOverride);
        return builder.build();
    }

    /** For an own server any region will do; Amazon's metadata service, which takes seconds to be found missing, is not asked. */
    private static Region region(boolean ownServer) {
        if (!ownServer) {
            return DefaultAwsRegionProviderChain.builder().build().getRegion();
        }
        try {
            return new AwsRegionProviderChain(new SystemSettingsRegionProvider(), new AwsProfileRegionProvider())
                    .getRegion();
        } catch (SdkClientException e) {
            return Region.US_EAST_1;
        }
    }

    private static Optional<String> first(List<String> properties, List<String> variables) {
        return properties.stream()
                .flatMap(name -> Optional.ofNullable(System.getProperty(name)).stream())
                .findFirst()
                .or(() -> variables.stream()
                        .flatMap(name -> Optional.ofNullable(System.getenv(name)).stream())
                        .findFirst());
    }
}
