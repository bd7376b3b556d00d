/** The staging area: files of runs in a folder or an S3 bucket. */
@NullMarked
package dev.datamig.staging;

import org.jspecify.annotations.NullMarked;
