namespace ReleasePortal.Domain;

/// <summary>Collects what does not hold, so that a form can show every error at once.</summary>
internal sealed class FieldRules
{
    private readonly List<FieldError> _errors = [];

    public IReadOnlyList<FieldError> Errors => _errors;

    public FieldRules Key(string field, string? key)
    {
        if (string.IsNullOrWhiteSpace(key))
            _errors.Add(new FieldError(field, "Required"));
        else if (!Slug.IsValid(key))
            _errors.Add(new FieldError(field, "Key"));
        return this;
    }

    /// <summary>A text that must be there, at most <paramref name="most"/> characters, on one line.</summary>
    public FieldRules Required(string field, string? text, int most)
    {
        if (string.IsNullOrWhiteSpace(text))
            _errors.Add(new FieldError(field, "Required"));
        return Text(field, text, most);
    }

    /// <summary>A text that may be empty.</summary>
    public FieldRules Text(string field, string? text, int most, bool lines = false)
    {
        if (text is null)
            return this;
        if (text.Length > most)
            _errors.Add(new FieldError(field, "TooLong", most.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        else if (!IsPlain(text, lines))
            _errors.Add(new FieldError(field, "Characters"));
        return this;
    }

    /// <summary>A text as it is kept; a field of a form that was cleared may be null.</summary>
    public static string Trimmed(string? text) => text?.Trim() ?? "";

    /// <summary>Whether a text has no control characters, which PostgreSQL cannot all store, and is Unicode at all.</summary>
    public static bool IsPlain(string text, bool lines = false) =>
        IsUnicode(text) && !text.Any(character => char.IsControl(character) && !(lines && character is '\n' or '\r' or '\t'));

    /// <summary>Whether a text has no half of a surrogate pair, which the history could not hash.</summary>
    public static bool IsUnicode(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (char.IsSurrogate(text[index]) && !(index + 1 < text.Length && char.IsSurrogatePair(text[index], text[++index])))
                return false;
        }

        return true;
    }

    public FieldRules That(bool holds, string field, string rule, string detail = "")
    {
        if (!holds)
            _errors.Add(new FieldError(field, rule, detail));
        return this;
    }

    public FieldRules Add(IEnumerable<FieldError> found)
    {
        _errors.AddRange(found);
        return this;
    }
}
