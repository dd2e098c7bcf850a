package dateline.query.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Typed access to the fields of a JSON object; what is missing or of the wrong type is named by its path. */
final class Fields {

    /** A field that breaks the contract. */
    static final class Fault extends Exception {
        private static final long serialVersionUID = 1L;

        Fault(String path, String fault) {
            super(path + ": " + fault, null, false, false);
        }
    }

    private final JsonNode node;
    private final String path;

    private Fields(JsonNode node, String path) {
        this.node = node;
        this.path = path;
    }

    static Fields of(JsonNode root) throws Fault {
        if (!root.isObject()) {
            throw new Fault("$", "not an object");
        }
        return new Fields(root, "");
    }

    Fields object(String name) throws Fault {
        return objectAt(present(name), path + name);
    }

    /** Null when the field is null. */
    Fields objectOrNull(String name) throws Fault {
        JsonNode value = present(name);
        return value.isNull() ? null : objectAt(value, path + name);
    }

    List<Fields> objects(String name) throws Fault {
        JsonNode array = array(name);
        List<Fields> objects = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            objects.add(objectAt(array.get(i), path + name + "[" + i + "]"));
        }
        return objects;
    }

    List<String> strings(String name) throws Fault {
        JsonNode array = array(name);
        List<String> strings = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            if (!array.get(i).isTextual()) {
                throw new Fault(path + name + "[" + i + "]", "not a string");
            }
            strings.add(array.get(i).textValue());
        }
        return strings;
    }

    String string(String name) throws Fault {
        String value = stringOrNull(name);
        if (value == null) {
            throw new Fault(path + name, "is null");
        }
        return value;
    }

    String stringOrNull(String name) throws Fault {
        JsonNode value = present(name);
        if (!value.isTextual() && !value.isNull()) {
            throw new Fault(path + name, "not a string");
        }
        return value.textValue();
    }

    String filledString(String name) throws Fault {
        String value = string(name);
        if (value.isEmpty()) {
            throw new Fault(path + name, "is empty");
        }
        return value;
    }

    int integer(String name, int least) throws Fault {
        JsonNode value = present(name);
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < least) {
            throw new Fault(path + name, "not an integer from " + least);
        }
        return value.intValue();
    }

    Instant instant(String name) throws Fault {
        Instant value = instantOrNull(name);
        if (value == null) {
            throw new Fault(path + name, "is null");
        }
        return value;
    }

    Instant instantOrNull(String name) throws Fault {
        String value = stringOrNull(name);
        if (value == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeException e) {
            throw new Fault(path + name, "not a date-time of RFC 3339");
        }
    }

    LocalDate dateOrNull(String name) throws Fault {
        String value = stringOrNull(name);
        if (value == null) {
            return null;
        }
        try {
            return LocalDate.parse(value);
        } catch (DateTimeException e) {
            throw new Fault(path + name, "not a date");
        }
    }

    private JsonNode array(String name) throws Fault {
        JsonNode value = present(name);
        if (!value.isArray()) {
            throw new Fault(path + name, "not an array");
        }
        return value;
    }

    private JsonNode present(String name) throws Fault {
        JsonNode value = node.get(name);
        if (value == null) {
            throw new Fault(path + name, "is missing");
        }
        return value;
    }

    private static Fields objectAt(JsonNode value, String at) throws Fault {
        if (!value.isObject()) {
            throw new Fault(at, "not an object");
        }
        return new Fields(value, at + ".");
    }
}
