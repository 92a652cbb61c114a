using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Features.Controls.CleanUp;

/// <summary>A temporary control that could be removed, with what speaks for it and against it.</summary>
public sealed record Candidate
{
    public required Guid Id { get; init; }

    public required string Key { get; init; }

    public required string Name { get; init; }

    public required string Owner { get; init; }

    public required Purpose Purpose { get; init; }

    public required DateOnly? RemoveBy { get; init; }

    /// <summary>Its day has passed.</summary>
    public required bool IsOverdue { get; init; }

    /// <summary>Since when everyone on the last environment gets one variant; null when not everyone does.</summary>
    public required DateTimeOffset? OpenSince { get; init; }

    /// <summary>The name of the one variant that was served there lately; null when there were several, or none was seen.</summary>
    public required string? OnlyServed { get; init; }

    /// <summary>When an application last asked for it by name; null when none was ever seen to.</summary>
    public required DateTimeOffset? LastAsked { get; init; }

    /// <summary>Since when it is known whether anybody asks.</summary>
    public required DateTimeOffset KnownSince { get; init; }

    /// <summary>Nobody has asked for it by name for long enough to be worth a word.</summary>
    public required bool IsQuiet { get; init; }

    /// <summary>How many applications take all controls at once, so that it cannot be told whether they use this one.</summary>
    public required int Takers { get; init; }

    /// <summary>In how many places of scanned code it is named.</summary>
    public required int Places { get; init; }

    /// <summary>In how many repositories.</summary>
    public required int Repositories { get; init; }

    /// <summary>It should go by now (<see cref="Ripeness"/>).</summary>
    public required bool IsRipe { get; init; }

    /// <summary>How much speaks for removing it at once; the ripest come first.</summary>
    public int Weight => (IsRipe ? 8 : 0) + (IsOverdue ? 2 : 0) + (OpenSince is null ? 0 : 2) + (IsQuiet ? 4 : 0) + (OnlyServed is null ? 0 : 1);
}

/// <summary>What could be removed.</summary>
/// <param name="Candidates">The ripest first.</param>
/// <param name="Environment">The key of the last environment, by which the clock runs; null when there is none.</param>
/// <param name="Days">How long is long enough.</param>
/// <param name="ScannedRepositories">How many repositories were scanned at all: without any, nothing is known of code.</param>
/// <param name="Toolkits">Other toolkits in scanned code, with the repositories that name them.</param>
public sealed record CleanUpView(
    IReadOnlyList<Candidate> Candidates, string? Environment, int Days, int ScannedRepositories, IReadOnlyList<FoundToolkit> Toolkits)
{
    public static CleanUpView Empty { get; } = new([], null, 0, 0, []);
}

/// <summary>Another toolkit for the same job.</summary>
public sealed record FoundToolkit(string Name, IReadOnlyList<string> Repositories);
