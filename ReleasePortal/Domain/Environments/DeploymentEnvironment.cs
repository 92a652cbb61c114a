using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Domain.Environments;

/// <summary>What an administrator writes about an environment.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Rank">Its place on the way to production: lower comes first.</param>
/// <param name="IsProduction">Whether customers are on it: it is coloured so that nobody releases to the wrong place.</param>
/// <param name="ReasonRequired">Whether every change on it needs a reason.</param>
/// <param name="Approval">What needs a second person there.</param>
public sealed record EnvironmentDetails(
    string Name, int Rank, bool IsProduction, bool ReasonRequired, ApprovalPolicy Approval = ApprovalPolicy.Off);

/// <summary>Where software versions are deployed and features released.</summary>
public sealed class DeploymentEnvironment
{
    /// <summary>A bound that keeps the columns of a page countable.</summary>
    public const int MostEnvironments = 20;

    // For EF Core.
    private DeploymentEnvironment() => (Key, Name) = ("", "");

    public Guid Id { get; private set; }

    public string Key { get; private set; }

    public string Name { get; private set; }

    public int Rank { get; private set; }

    public bool IsProduction { get; private set; }

    public bool ReasonRequired { get; private set; }

    /// <summary>What needs a second person here. Withdrawing, undoing and holding never do.</summary>
    public ApprovalPolicy Approval { get; private set; }

    public int Version { get; private set; }

    public Guid LastEntry { get; private set; }

    internal static Result<DeploymentEnvironment> Define(Guid id, string key, EnvironmentDetails details, Circumstances circumstances)
    {
        if (Invalid.From(new FieldRules().Key("key", key).Add(Check(details)).Errors) is { } invalid)
            return invalid;

        var environment = new DeploymentEnvironment { Id = id, Key = key };
        environment.Take(Tidy(details), circumstances);
        return environment;
    }

    internal Changed Defined() => new(Say("DefineEnvironment"), Before: null, Details());

    internal Result<Changed> Edit(EnvironmentDetails details, int? seenVersion, Circumstances circumstances)
    {
        if (seenVersion is not null && seenVersion != Version)
            return new Stale(Name, Meanwhile: null);
        if (Invalid.From(Check(details)) is { } invalid)
            return invalid;

        var (before, wanted) = (Details(), Tidy(details));
        if (before == wanted)
            return new AlreadySo(Name);

        Take(wanted, circumstances);
        return new Changed(Say("EditEnvironment"), before, wanted);
    }

    /// <summary>What is written about it.</summary>
    public EnvironmentDetails Details() => new(Name, Rank, IsProduction, ReasonRequired, Approval);

    private static IReadOnlyList<FieldError> Check(EnvironmentDetails details) => new FieldRules()
        .Required("name", details.Name, 60)
        .That(details.Rank is >= 0 and <= 999, "rank", "Rank")
        .Errors;

    private static EnvironmentDetails Tidy(EnvironmentDetails details) => details with { Name = details.Name.Trim() };

    private Sentence Say(string key) => new(key, Words.Of(("environment", Name)));

    private void Take(EnvironmentDetails details, Circumstances circumstances)
    {
        (Name, Rank, IsProduction, ReasonRequired, Approval) =
            (details.Name, details.Rank, details.IsProduction, details.ReasonRequired, details.Approval);
        Version++;
        LastEntry = circumstances.EntryId;
    }
}
