namespace ReleasePortal.Domain.Deployments;

/// <summary>Through what a deployment was reported. Ids of reports are told apart within it.</summary>
public enum DeploymentSource
{
    /// <summary>The portal's own HTTP API.</summary>
    Api,

    /// <summary>CDEvents (cdevents.dev), carried by CloudEvents.</summary>
    CdEvents,

    /// <summary>GitHub's webhook of deployments.</summary>
    GitHub,

    /// <summary>A subscription of Octopus Deploy.</summary>
    Octopus,
}

/// <summary>What was done to the software on the environment; the words of CDEvents' continuous deployment vocabulary.</summary>
public enum DeploymentKind
{
    Deployed,
    Upgraded,
    RolledBack,
    Removed,
}

/// <summary>What somebody reports: that a software version was installed on an environment, or removed from it.</summary>
public sealed record DeploymentReport
{
    public const int LongestId = 200;
    public const int LongestName = 100;
    public const int LongestLink = 2_000;
    public const int MostControls = 2_000;

    /// <summary>A reporter's clock may run ahead of ours by that much.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    public required DeploymentSource Source { get; init; }

    /// <summary>The reporter's own id: the same report twice is one deployment.</summary>
    public required string Id { get; init; }

    public required DeploymentKind Kind { get; init; }

    /// <summary>What is deployed: a service, an application.</summary>
    public required string Software { get; init; }

    /// <summary>The software version; empty only where something was removed.</summary>
    public required string Version { get; init; }

    /// <summary>The environment's key, or its name.</summary>
    public required string Environment { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The commit from which the version was built.</summary>
    public string? Commit { get; init; }

    /// <summary>Who or what deployed it.</summary>
    public string? By { get; init; }

    /// <summary>Where more of it is to be seen: http or https.</summary>
    public string? Link { get; init; }

    /// <summary>The keys of the release controls that this version carries; null when the reporter does not say.</summary>
    public IReadOnlyList<string>? Controls { get; init; }

    /// <summary>What does not hold, or null.</summary>
    /// <param name="now">The portal's clock.</param>
    public Invalid? Check(DateTimeOffset now) => Invalid.From(new FieldRules()
        .Required("id", Id, LongestId)
        .Required("software", Software, LongestName)
        .Text("version", Version, LongestName)
        .That(Kind is DeploymentKind.Removed || !string.IsNullOrWhiteSpace(Version), "version", "Required")
        .Required("environment", Environment, LongestName)
        .That(At <= now + Ahead, "at", "InTheFuture")
        .That(At.Year >= 2000, "at", "Year")
        .Text("commit", Commit, LongestName)
        .Text("by", By, LongestName)
        .That(Link is null || IsWebAddress(Link), "link", "WebAddress")
        .That(Controls is not { Count: > MostControls }, "controls", "TooMany", "2,000")
        .That(Controls?.All(Slug.IsValid) is not false, "controls", "Key")
        .Errors);

    /// <summary>Whether a text may stand behind a link on a page.</summary>
    public static bool IsWebAddress(string text) =>
        text.Length <= LongestLink
        && FieldRules.IsPlain(text)
        && Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);
}

/// <summary>What was sent is no report at all.</summary>
public sealed record UnreadableReport : Refusal;

/// <summary>The body is larger than any report; it was not read to its end.</summary>
public sealed record TooLargeReport : Refusal;

/// <summary>An event that is about no deployment.</summary>
public sealed record OtherEvent(string Type) : Refusal
{
    protected override Wording.Words Words => Wording.Words.Of(("type", Type));
}

/// <summary>A tool told of an environment that the portal does not know. Administrators define environments; no event does.</summary>
public sealed record EnvironmentTold(string Environment) : Refusal
{
    protected override Wording.Words Words => Wording.Words.Of(("environment", Environment));
}

/// <summary>The id was reported before, of something else: a report is never altered afterwards.</summary>
public sealed record ReportedOtherwise(string Id) : Refusal
{
    public override string? Field => "id";

    protected override Wording.Words Words => Wording.Words.Of(("id", Id));
}
