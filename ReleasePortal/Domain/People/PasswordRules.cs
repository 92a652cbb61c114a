using System.Collections.Frozen;

namespace ReleasePortal.Domain.People;

/// <summary>
/// What a password must be, after NIST SP 800-63B, section 5.1.1.2: long enough, not one of those that everybody tries, not
/// the person's own name. No rules about digits or signs: they make passwords worse.
/// </summary>
public static class PasswordRules
{
    /// <summary>In characters, as people count them.</summary>
    public const int MinLength = 12;

    public const int MaxLength = 128;

    /// <summary>What must be left of a password when the person's own words are taken out of it.</summary>
    private const int OwnLength = 6;

    private static readonly FrozenSet<string> Common = ReadCommon();

    /// <summary>What does not hold of <paramref name="password"/>; nothing when it may be used.</summary>
    /// <param name="field">The name of the form's field.</param>
    /// <param name="password">The password wanted.</param>
    /// <param name="email">The address that its owner signs in with.</param>
    /// <param name="name">The owner's name.</param>
    public static IReadOnlyList<FieldError> Check(string field, string? password, string? email, string? name)
    {
        if (string.IsNullOrEmpty(password))
            return [new FieldError(field, "Required")];

        var length = password.EnumerateRunes().Count();
        return length < MinLength ? [Error("Password.TooShort", MinLength)]
            : length > MaxLength ? [Error("TooLong", MaxLength)]
            : IsCommon(password) ? [new FieldError(field, "Password.Common")]
            : IsPersonal(password, email ?? "", name ?? "") ? [new FieldError(field, "Password.Personal")]
            : [];

        FieldError Error(string rule, int limit) => new(field, rule, limit.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static bool IsCommon(string password)
    {
        var plain = password.Trim().ToLowerInvariant();
        return plain.Distinct().Count() <= 3 || Common.Contains(plain);
    }

    private static bool IsPersonal(string password, string email, string name)
    {
        string[] own = [email, .. email.Split('@', '.', '-', '_', '+'), name, .. name.Split(' ')];
        var left = own
            .Where(word => word.Length >= 3)
            .OrderByDescending(word => word.Length)
            .Aggregate(password, (rest, word) => rest.Replace(word, "", StringComparison.OrdinalIgnoreCase));
        return left.Length < password.Length && left.Length < OwnLength;
    }

    private static FrozenSet<string> ReadCommon()
    {
        using var list = typeof(PasswordRules).Assembly.GetManifestResourceStream(typeof(PasswordRules), "CommonPasswords.txt")!;
        using var reader = new StreamReader(list);
        return reader.ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .ToFrozenSet(StringComparer.Ordinal);
    }
}
