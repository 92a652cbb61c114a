using ReleasePortal.Domain.Access;

namespace ReleasePortal.Domain.People;

/// <summary>As what entries of the history left the portal.</summary>
public enum ExportForm
{
    /// <summary>The entries of a filter, for a spreadsheet.</summary>
    Csv,

    /// <summary>The entries of a filter, for a program.</summary>
    JsonLines,

    /// <summary>The whole chain with its checkpoints.</summary>
    Chain,

    /// <summary>The evidence pack of a period.</summary>
    Evidence,

    /// <summary>A file of entries that were archived.</summary>
    Archive,
}

/// <summary>Somebody downloaded entries of the history; recorded by the portal itself once it is known how many went out.</summary>
/// <param name="Person">Who.</param>
/// <param name="Form">As what.</param>
/// <param name="Of">Of what: the filter or the period in words; it may name people.</param>
/// <param name="Entries">How many went out.</param>
/// <param name="IsBrokenOff">It ended before its end: the person stopped it, or the connection broke.</param>
public sealed record RecordExport(Guid Person, ExportForm Form, string Of, long Entries, bool IsBrokenOff) : PersonChange(Person)
{
    public override Operation Operation => Operation.RecordSecurityEvent;
}
