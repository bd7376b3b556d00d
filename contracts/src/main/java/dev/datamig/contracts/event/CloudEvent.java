package dev.datamig.contracts.event;

import dev.datamig.contracts.RunId;
import java.time.Instant;

/**
 * A CloudEvent in structured JSON form (CloudEvents 1.0.2, section 3), as outside consumers read it.
 *
 * @param specversion {@code 1.0}
 * @param id unique within the source
 * @param source {@code /datamig/<service>}
 * @param type {@code dev.datamig.run.state-changed} or {@code dev.datamig.run.progress}
 * @param subject the run
 * @param datacontenttype {@code application/json}
 */
public record CloudEvent<T>(
        String specversion,
        String id,
        String source,
        String type,
        String subject,
        Instant time,
        String datacontenttype,
        T data) {

    public static final String STATE_CHANGED = "dev.datamig.run.state-changed";
    public static final String PROGRESS = "dev.datamig.run.progress";
    /** The media type of a structured CloudEvent. */
    public static final String MEDIA_TYPE = "application/cloudevents+json";

    public static <T> CloudEvent<T> of(String id, String service, String type, RunId run, Instant time, T data) {
        return new CloudEvent<>("1.0", id, source(service), type, run.value(), time, "application/json", data);
    }

    /** What a service's events have as their source. */
    public static String source(String service) {
        return "/datamig/" + service;
    }
}
