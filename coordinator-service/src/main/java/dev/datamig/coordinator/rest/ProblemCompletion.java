package dev.datamig.coordinator.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.datamig.coordinator.postgres.DatabaseException;
import dev.datamig.coordinator.problem.Code;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gives a code and a hint to the problems that the framework makes, and takes out what it tells of our insides. */
@ApplicationScoped
public class ProblemCompletion implements ProblemPostProcessor {

    @Override
    public int priority() {
        return 200;
    }

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        if (problem.getParameters().containsKey("code")) {
            return problem;
        }
        JsonProcessingException json = json(context.cause);
        if (json != null) {
            return malformed(json);
        }
        int status = problem.getStatusCode();
        Code code = code(status, context.cause);
        HttpProblem.Builder builder =
                Problems.start(code, detail(problem, status)).withStatus(status);
        problem.getHeaders().forEach(builder::withHeader);
        problem.getParameters().forEach(builder::with);
        return builder.build();
    }

    private static Code code(int status, @Nullable Throwable cause) {
        if (cause instanceof DatabaseException) {
            return Code.INTERNAL;
        }
        return switch (status) {
            case 400, 422 -> Code.INVALID;
            case 404 -> Code.NO_SUCH_PATH;
            case 405 -> Code.NOT_ALLOWED_METHOD;
            case 406 -> Code.NOT_ACCEPTABLE;
            case 415 -> Code.MEDIA_TYPE;
            default -> status < 500 ? Code.MALFORMED : Code.INTERNAL;
        };
    }

    private static String detail(HttpProblem problem, int status) {
        return status >= 500 || problem.getDetail() == null ? problem.getTitle() : problem.getDetail();
    }

    static HttpProblem malformed(JsonProcessingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return Problems.of(Code.UNKNOWN_FIELD, "there is no field " + place(unknown));
        }
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return Problems.of(Code.INVALID, "the value of " + place(mapping) + " is not allowed there");
        }
        if (e.getLocation() == null) {
            return Problems.of(Code.MALFORMED, "the body is not the JSON that is expected");
        }
        return Problems.of(
                Code.MALFORMED,
                "the body is not the JSON that is expected: line "
                        + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr());
    }

    private static String place(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
    }

    private static @Nullable JsonProcessingException json(@Nullable Throwable cause) {
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof JsonProcessingException found) {
                return found;
            }
        }
        return null;
    }
}
