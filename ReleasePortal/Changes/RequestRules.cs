using System.Globalization;
using ReleasePortal.Domain;

namespace ReleasePortal.Changes;

/// <summary>What must hold of a change set before anything is looked up.</summary>
internal static class RequestRules
{
    public const int ReasonLength = 500;

    /// <summary>More belongs into several sets: everything else waits while one is applied.</summary>
    public const int MostChanges = 1_000;

    public static Refusal? Check(ChangeSet changes)
    {
        if (changes.Changes.Count is 0 or > MostChanges)
            return new Invalid("changes", "TooMany", MostChanges.ToString(CultureInfo.InvariantCulture));
        if (changes.Reason is { Length: > ReasonLength })
            return new Invalid("reason", "TooLong", ReasonLength.ToString(CultureInfo.InvariantCulture));
        return changes.Reason?.Any(char.IsSurrogate) is true && !HasWholeSurrogates(changes.Reason)
            ? new Invalid("reason", "Characters")
            : null;
    }

    private static bool HasWholeSurrogates(string text) => !text.EnumerateRunes().Contains(System.Text.Rune.ReplacementChar);
}
