package dev.datamig.coordinator.rest;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Takes the place of the framework's own answer to a body of the wrong shape, which is empty. */
@Provider
public class MismatchedBody implements ExceptionMapper<MismatchedInputException> {

    @Override
    public Response toResponse(MismatchedInputException e) {
        return ProblemCompletion.malformed(e).toResponse();
    }
}
