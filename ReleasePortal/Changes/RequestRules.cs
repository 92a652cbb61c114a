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
        var errors = new FieldRules()
            .That(changes.Changes.Count > 0, "changes", "Required")
            .That(changes.Changes.Count <= MostChanges, "changes", "TooMany", MostChanges.ToString(CultureInfo.InvariantCulture))
            .Text("reason", changes.Reason, ReasonLength, lines: true)
            .Errors;
        return Invalid.From(errors);
    }
}
