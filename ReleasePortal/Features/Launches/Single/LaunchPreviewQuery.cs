using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Features.Launches.Single;

/// <summary>What one step would do now.</summary>
public sealed record StepPreview
{
    public required string Control { get; init; }

    /// <summary>What is applied first, in words: for a step in stages, its first one.</summary>
    public required IReadOnlyList<Segment> Said { get; init; }

    public required IReadOnlyList<Stage> Stages { get; init; }

    /// <summary>The state now, and in the end.</summary>
    public required ReleaseState Before { get; init; }

    public required ReleaseState After { get; init; }

    public required ControlKind Kind { get; init; }

    public required bool IsKillSwitch { get; init; }

    /// <summary>Display names of its variants by their keys.</summary>
    public required IReadOnlyDictionary<string, string> Variants { get; init; }

    /// <summary>Why it cannot be applied; null when it can, or is already so.</summary>
    public Sentence? Problem { get; init; }

    public bool IsAlreadySo => Problem is null && Before == After;
}

/// <summary>A control that a launch has changed, and somebody else since.</summary>
/// <param name="Control">Its key.</param>
/// <param name="Name">Its name.</param>
/// <param name="Touch">Who and when; null when the reader may not know.</param>
public sealed record TouchedControl(string Control, string Name, Touch? Touch);

/// <summary>What a launch would do if it were applied, or undone, now.</summary>
/// <param name="Steps">In their order.</param>
/// <param name="Groups">Display names of groups by their keys.</param>
/// <param name="Touched">For a launch that has begun: what somebody changed since.</param>
public sealed record LaunchPreview(IReadOnlyList<StepPreview> Steps, IReadOnlyDictionary<string, string> Groups, IReadOnlyList<TouchedControl> Touched);

/// <summary>Asks the controls themselves; nothing is changed.</summary>
public sealed class LaunchPreviewQuery(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Null when there is no launch that the actor may see.</summary>
    public async Task<LaunchPreview?> ReadAsync(Guid id, Actor actor, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        if (await database.FindLaunchAsync(id, actor, cancellationToken) is not { } launch)
            return null;

        var controls = await database.FindControlsAsync(launch, cancellationToken);
        var circumstances = await database.CircumstancesAsync(launch, actor, clock.GetUtcNow(), cancellationToken);
        var touched = launch.Steps
            .Where(step => step is { HasActed: true, Outcome: not StepOutcome.TakenBack })
            .Select(step => (Step: step, Last: controls.GetValueOrDefault(step.ControlId)?.LastEntryOn(launch.Environment)))
            .Where(pair => pair.Last is not null && pair.Last != pair.Step.LastEntry)
            .ToList();
        var touches = await database.FindTouchesAsync([.. touched.Select(pair => pair.Last!.Value)], actor, cancellationToken);
        return new LaunchPreview(
            [.. launch.Steps.Select(step => Preview(step, controls.GetValueOrDefault(step.ControlId), launch.Environment, circumstances))],
            circumstances.GroupNames,
            [.. touched.Select(pair => new TouchedControl(pair.Step.Control, pair.Step.ControlName, touches.GetValueOrDefault(pair.Last!.Value)))]);
    }

    private static StepPreview Preview(LaunchStep step, ReleaseControl? control, string environment, Circumstances circumstances)
    {
        var before = control?.StateOn(environment) ?? ReleaseState.Closed;
        var said = control?.Say(step.Next(), circumstances);
        var after = control?.StateAfter(step.Change, circumstances) ?? new Unknown(SubjectKind.Control, step.Control);
        return new StepPreview
        {
            Control = control?.Name ?? step.ControlName,
            Said = (said?.Value ?? step.Said).Will(),
            Stages = step.Stages,
            Before = before,
            After = after.Value ?? before,
            Kind = control?.Kind ?? ControlKind.Toggle,
            IsKillSwitch = control?.IsKillSwitch ?? false,
            Variants = control?.Variants.ToDictionary(variant => variant.Key, variant => variant.Name, StringComparer.Ordinal) ?? [],
            Problem = after.Refusal?.Message,
        };
    }
}
