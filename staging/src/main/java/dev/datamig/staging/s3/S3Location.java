package dev.datamig.staging.s3;

import dev.datamig.staging.StagingCode;

/**
 * Where in S3 an area lies.
 *
 * @param bucket the bucket's name
 * @param prefix empty, or ending in {@code /}
 */
record S3Location(String bucket, String prefix) {

    private static final String SCHEME = "s3://";

    /** @throws dev.datamig.staging.StagingException when it is not {@code s3://bucket} or {@code s3://bucket/prefix} */
    static S3Location of(String location) {
        String rest = location.startsWith(SCHEME) ? location.substring(SCHEME.length()) : "";
        int slash = rest.indexOf('/');
        String bucket = slash < 0 ? rest : rest.substring(0, slash);
        String prefix = slash < 0 ? "" : rest.substring(slash + 1).replaceAll("/+$", "");
        if (bucket.isEmpty() || prefix.contains("//") || prefix.startsWith("/")) {
            throw StagingCode.UNUSABLE_LOCATION.at(location, "is not of the form s3://bucket/prefix", null);
        }
        return new S3Location(bucket, prefix.isEmpty() ? "" : prefix + "/");
    }

    String key(String path) {
        return prefix + path;
    }

    String path(String key) {
        return key.substring(prefix.length());
    }
}
