using System.ComponentModel;
using System.Globalization;
using ReleasePortal.Data.Code;
using ReleasePortal.Domain;

namespace ReleasePortal.Features.Controls.Api;

/// <summary>The keys that a scan looks for.</summary>
/// <param name="Keys">Those of all controls that are not retired and that the key's person may see.</param>
internal sealed record ControlKeysBody(IReadOnlyList<string> Keys);

/// <summary>What a scan of a repository found. It takes the place of what that repository said before.</summary>
internal sealed record CodeReportBody
{
    [Description("What the repository is called, such as acme/web-shop.")]
    public required string Repository { get; init; }

    [Description("The commit that was scanned.")]
    public required string Commit { get; init; }

    [Description("When it was scanned. A report of an earlier scan than the last one changes nothing.")]
    public required DateTimeOffset At { get; init; }

    [Description("Every place that names a control, 50,000 at most.")]
    public required IReadOnlyList<CodeReferenceBody> References { get; init; }

    [Description("Other toolkits for the same job that the code names.")]
    public IReadOnlyList<string>? Toolkits { get; init; }
}

/// <summary>One place that names a control.</summary>
/// <param name="Control">The control's key.</param>
/// <param name="File">The path from the top of the repository.</param>
/// <param name="Line">From 1.</param>
internal sealed record CodeReferenceBody(string Control, string File, int Line);

/// <summary>What came of a report.</summary>
/// <param name="Taken">False when a later scan of the repository is known, and nothing was changed.</param>
/// <param name="References">How many places the report named.</param>
/// <param name="Controls">How many controls these are.</param>
internal sealed record CodeTakenBody(bool Taken, int References, int Controls);

/// <summary>What a report must keep to.</summary>
internal static class ReportedCode
{
    /// <summary>So many places at most.</summary>
    public const int Most = 50_000;

    private const int LongestPath = 1_024;

    private const int MostToolkits = 50;

    /// <summary>After this much, a clock is wrong rather than a little fast.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(10);

    /// <summary>The report as it is kept, or what is wrong with it; of the places, the first that is wrong.</summary>
    public static Result<CodeScan> Read(CodeReportBody body, DateTimeOffset now)
    {
        var rules = new FieldRules()
            .Required("repository", body.Repository, CodeScan.LongestName)
            .Required("commit", body.Commit, CodeScan.LongestName)
            .That(body.At <= now + Slack, "at", "InTheFuture")
            .That(body.References.Count <= Most, "references", "TooMany", Most.ToString(CultureInfo.InvariantCulture))
            .That(!(body.Toolkits?.Count > MostToolkits), "toolkits", "TooMany", MostToolkits.ToString(CultureInfo.InvariantCulture));
        foreach (var toolkit in (body.Toolkits ?? []).Take(MostToolkits))
            rules.Required("toolkits", toolkit, CodeScan.LongestName);
        if (Invalid.From([.. rules.Errors, .. body.References.Take(Most).Select(Check).FirstOrDefault(errors => errors.Count > 0) ?? []]) is { } invalid)
            return invalid;

        return new CodeScan
        {
            Id = Guid.CreateVersion7(now),
            Repository = body.Repository.Trim(),
            Commit = body.Commit.Trim(),
            At = body.At.ToUniversalTime(),
            Toolkits = [.. (body.Toolkits ?? []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            References =
            [
                .. from reference in body.References.Distinct()
                   group new CodePlace(reference.File, reference.Line) by reference.Control into places
                   select new CodeReference { Control = places.Key, Count = places.Count(), Places = [.. places] },
            ],
        };
    }

    private static IReadOnlyList<FieldError> Check(CodeReferenceBody? reference, int index)
    {
        var field = string.Create(CultureInfo.InvariantCulture, $"references.{index}");
        if (reference is null)
            return [new FieldError(field, "Required")];

        return new FieldRules()
            .Key(field + ".control", reference.Control)
            .Required(field + ".file", reference.File, LongestPath)
            .That(reference.Line >= 1, field + ".line", "Line")
            .Errors;
    }
}
