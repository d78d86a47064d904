package io.podward.cluster;

import com.fasterxml.jackson.core.filter.TokenFilter;
import org.jspecify.annotations.Nullable;

/** Leaves out of objects, and of the objects of lists, who has set which field: it can be half of them, and nobody reads it here. */
final class WithoutManagedFields extends TokenFilter {
    @Override
    public TokenFilter includeProperty(String name) {
        return switch (name) {
            case "items" -> this;
            case "metadata" -> new OfMetadata();
            default -> INCLUDE_ALL;
        };
    }

    @Override
    public boolean includeEmptyObject(boolean contentsFiltered) {
        return true;
    }

    @Override
    public boolean includeEmptyArray(boolean contentsFiltered) {
        return true;
    }

    /** There alone: anywhere else, it is a name that somebody has chosen. */
    private static final class OfMetadata extends TokenFilter {
        @Override
        public @Nullable TokenFilter includeProperty(String name) {
            return name.equals("managedFields") ? null : INCLUDE_ALL;
        }

        @Override
        public boolean includeEmptyObject(boolean contentsFiltered) {
            return true;
        }
    }
}
