using System.Text.Json;

namespace ReleasePortal.FeatureManagement.Evaluation;

/// <summary>
/// Reads the JsonLogic that the portal writes, and no more of it: what it does not know is refused while reading, so that nothing
/// is ever evaluated to something else than the portal would answer.
/// </summary>
internal sealed class LogicReader
{
    private readonly Dictionary<string, JsonElement> _evaluators;
    private readonly Dictionary<string, Logic> _read = [];

    /// <param name="evaluators">What <c>$ref</c> names: the audience groups.</param>
    public LogicReader(IEnumerable<JsonProperty> evaluators)
    {
        _evaluators = [];
        foreach (var evaluator in evaluators)
            _evaluators[evaluator.Name] = evaluator.Value;
    }

    /// <summary>The operation that the JSON stands for.</summary>
    /// <exception cref="NotSupportedException">A newer portal wrote it.</exception>
    public Logic Read(JsonElement json)
    {
        if (json.ValueKind is not JsonValueKind.Object)
            return new Literal(Literally(json));

        var properties = json.EnumerateObject().ToArray();
        if (properties.Length is not 1)
            throw new NotSupportedException("an object with several operations");

        var (operation, arguments) = (properties[0].Name, properties[0].Value);
        return operation switch
        {
            "var" => new Attribute(FlatName(arguments)),
            "$ref" => Referred(arguments.GetString()!),
            "in" => ReadIn(Two(operation, arguments)),
            "fractional" => ReadFractional(Several(arguments)),
            "sem_ver" => ReadVersions(Several(arguments)),
            "substr" => ReadBeginning(Several(arguments)),
            _ => Read(operation, [.. Several(arguments).Select(Read)]),
        };
    }

    private static Logic Read(string operation, Logic[] terms) => (operation, terms) switch
    {
        ("if", { Length: > 0 }) => new Branches(terms),
        ("and", { Length: > 0 }) => new Chain(terms, endsWith: false),
        ("or", { Length: > 0 }) => new Chain(terms, endsWith: true),
        ("cat", { Length: > 0 }) => new Joined(terms),
        ("!", [var term]) => new Truth(term, wanted: false),
        ("!!", [var term]) => new Truth(term, wanted: true),
        ("+", [var term]) => new AsNumber(term),
        ("===", [var left, var right]) => new Sameness(left, right, wanted: true),
        ("!==", [var left, var right]) => new Sameness(left, right, wanted: false),
        ("starts_with", [var left, var right]) => new Texts(left, right, (text, start) => text.StartsWith(start, StringComparison.Ordinal)),
        ("ends_with", [var left, var right]) => new Texts(left, right, (text, end) => text.EndsWith(end, StringComparison.Ordinal)),
        ("<", [var left, var right]) => new Numbers(left, right, (one, other) => one < other),
        ("<=", [var left, var right]) => new Numbers(left, right, (one, other) => one <= other),
        (">", [var left, var right]) => new Numbers(left, right, (one, other) => one > other),
        (">=", [var left, var right]) => new Numbers(left, right, (one, other) => one >= other),
        _ => throw new NotSupportedException($"the operation \"{operation}\" of {terms.Length}"),
    };

    private Logic Referred(string name)
    {
        if (!_read.TryGetValue(name, out var logic))
        {
            if (!_evaluators.Remove(name, out var json)) // taken out while it is read, so that it cannot lead back to itself
                throw new NotSupportedException($"a reference to \"{name}\"");
            _read[name] = logic = Read(json);
        }

        return logic;
    }

    private Logic ReadIn((JsonElement Term, JsonElement Where) arguments)
    {
        var term = Read(arguments.Term);
        if (arguments.Where.ValueKind is JsonValueKind.Array)
            return new Listed(term, arguments.Where.EnumerateArray().Select(Literally).ToArray());
        if (arguments.Where.ValueKind is JsonValueKind.Object && arguments.Where.TryGetProperty("merge", out var merged))
            return Several(merged) is [var only] ? new Merged(term, Read(only)) : throw new NotSupportedException("a merge of several");
        return new Texts(Read(arguments.Where), term, (text, part) => text.Contains(part, StringComparison.Ordinal));
    }

    private Fractional ReadFractional(JsonElement[] arguments)
    {
        var (parts, sum) = (new List<(Value, int)>(), 0);
        foreach (var part in arguments.Skip(1))
        {
            var (outcome, weight) = Two("fractional", part);
            parts.Add((Literally(outcome), sum += weight.GetInt32()));
        }

        return sum > 0 ? new Fractional(Read(arguments[0]), [.. parts]) : throw new NotSupportedException("a draw without weights");
    }

    private Texts ReadVersions(JsonElement[] arguments)
    {
        if (arguments is not [var left, var sign, var right])
            throw new NotSupportedException("a comparison of versions that are not two");

        Func<int, bool> holds = sign.GetString() switch
        {
            "=" => order => order is 0,
            "!=" => order => order is not 0,
            "<" => order => order < 0,
            "<=" => order => order <= 0,
            ">" => order => order > 0,
            ">=" => order => order >= 0,
            var other => throw new NotSupportedException($"the comparison \"{other}\" of versions"),
        };
        return new Texts(Read(left), Read(right), (one, other) => VersionOrder.Compare(one, other) is { } order && holds(order));
    }

    private Beginning ReadBeginning(JsonElement[] arguments) =>
        arguments is [var text, var start, var length] && start.GetInt32() is var from and >= 0 && length.GetInt32() is var count and >= 0
            ? new Beginning(Read(text), from, count)
            : throw new NotSupportedException("a part of a text that counts from its end");

    private static Value Literally(JsonElement json) =>
        json.ValueKind is JsonValueKind.Object or JsonValueKind.Array
            ? throw new NotSupportedException("an array or an operation where a value is expected")
            : Value.Of(json);

    private static (JsonElement First, JsonElement Second) Two(string operation, JsonElement arguments) =>
        Several(arguments) is [var first, var second] ? (first, second) : throw new NotSupportedException($"the operation \"{operation}\" of other than two");

    /// <summary>An operation on one term may stand without the brackets.</summary>
    private static JsonElement[] Several(JsonElement arguments) =>
        arguments.ValueKind is JsonValueKind.Array ? [.. arguments.EnumerateArray()] : [arguments];

    /// <summary>A dot would lead into an object; the portal knows flat names only, and writes their dots with a backslash.</summary>
    private static string FlatName(JsonElement arguments)
    {
        var (written, name) = (arguments.GetString()!, new System.Text.StringBuilder());
        for (var index = 0; index < written.Length; index++)
        {
            if (written[index] is '.')
                throw new NotSupportedException("an attribute inside another one");
            if (written[index] is '\\' && index + 1 < written.Length)
                index++;
            name.Append(written[index]);
        }

        return name.ToString();
    }
}
