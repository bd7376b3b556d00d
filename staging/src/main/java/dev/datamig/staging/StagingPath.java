package dev.datamig.staging;

/** The rules for paths in a staging area, the same for every kind of area. */
public final class StagingPath {

    private StagingPath() {}

    /** The path itself, when it is relative, has no empty, {@code .} or {@code ..} segment and no control character. @throws StagingException else */
    public static String requireFile(String path) {
        if (path.isEmpty()) {
            throw StagingCode.UNSAFE_PATH.at("(empty path)", "names no file", null);
        }
        for (String segment : path.split("/", -1)) {
            if (segment.isEmpty()) {
                throw StagingCode.UNSAFE_PATH.at(path, "has an empty segment", null);
            }
            requireSegment(path, segment);
        }
        return path;
    }

    /** A prefix of such a path, possibly empty or ending in {@code /}. @throws StagingException else */
    public static String requirePrefix(String prefix) {
        if (prefix.startsWith("/") || prefix.contains("//")) {
            throw StagingCode.UNSAFE_PATH.at(prefix, "has an empty segment", null);
        }
        for (String segment : prefix.split("/", -1)) {
            requireSegment(prefix, segment);
        }
        return prefix;
    }

    /** As {@link #requirePrefix}, and not empty: nobody means to delete everything. @throws StagingException else */
    public static String requireDeletable(String prefix) {
        if (prefix.isEmpty()) {
            throw StagingCode.UNSAFE_PATH.at("(empty prefix)", "would delete the whole staging area", null);
        }
        return requirePrefix(prefix);
    }

    private static void requireSegment(String path, String segment) {
        boolean dots = segment.equals(".") || segment.equals("..");
        boolean odd = segment.chars().anyMatch(c -> c == '\\' || Character.isISOControl(c));
        if (dots || odd) {
            throw StagingCode.UNSAFE_PATH.at(
                    path.replaceAll("\\p{Cntrl}", "?"), "has a segment that is not allowed", null);
        }
    }
}
