package io.podward.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;

/** JSON that the API server sends: objects as they are stored, whatever is in them. */
public final class ApiJson {
    /**
     * The size of what is read is all that bounds names and texts: Jackson's own limits are lower, and a Pod or an owner that
     * crosses them (an environment variable's name is a field name in managedFields) would go unjudged. Names are requesters'
     * text: not interned.
     */
    public static final ObjectMapper MAPPER = new ObjectMapper(new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build());

    private ApiJson() {}
}
