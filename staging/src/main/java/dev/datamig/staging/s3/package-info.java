/** The staging area in an S3 bucket; loaded only when a location says {@code s3://}. */
@NullMarked
package dev.datamig.staging.s3;

import org.jspecify.annotations.NullMarked;
