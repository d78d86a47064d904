package io.podward.cluster;

import com.fasterxml.jackson.core.filter.TokenFilter;
import org.jspecify.annotations.Nullable;

/** Leaves out of objects who has set which field: it can be half of them, and nobody reads it in a list. */
final class WithoutManagedFields extends TokenFilter {
    @Override
    public @Nullable TokenFilter includeProperty(String name) {
        return name.equals("managedFields") ? null : this;
    }

    @Override
    public boolean includeEmptyObject(boolean contentsFiltered) {
        return true;
    }

    @Override
    public boolean includeEmptyArray(boolean contentsFiltered) {
        return true;
    }
}
