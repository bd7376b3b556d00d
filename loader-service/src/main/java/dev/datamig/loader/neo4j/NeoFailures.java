package dev.datamig.loader.neo4j;

import dev.datamig.loader.LoadException;
import dev.datamig.loader.LoaderCode;
import org.neo4j.driver.exceptions.AuthenticationException;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.RetryableException;

/** Tells what a failure of Neo4j means for a load. Passes on its status code only, never its text: it may quote properties. */
final class NeoFailures {

    private NeoFailures() {}

    static LoadException of(String doing, Neo4jException e) {
        return LoadException.of(code(e), doing + ": " + e.code(), e);
    }

    private static LoaderCode code(Neo4jException e) {
        if (e instanceof AuthenticationException) {
            return LoaderCode.MISCONFIGURED;
        }
        if (e.code().endsWith("MemoryPoolOutOfMemoryError") || e.code().endsWith("TransactionOutOfMemoryError")) {
            return LoaderCode.GRAPH_MEMORY;
        }
        if (e.code().startsWith("Neo.TransientError.Transaction")) {
            return LoaderCode.CONTENDED;
        }
        if (e.code().endsWith("ConstraintValidationFailed")) {
            return LoaderCode.TAKEN;
        }
        if (e.code().endsWith("Transaction.Terminated") || e.code().contains("Transaction.TransactionTimedOut")) {
            return LoaderCode.UNREACHABLE;
        }
        if (e.code().endsWith("Security.Forbidden")) {
            return LoaderCode.NOT_PERMITTED;
        }
        return e instanceof RetryableException ? LoaderCode.UNREACHABLE : LoaderCode.REFUSED_BY_DATABASE;
    }
}
