using Microsoft.Extensions.Options;
using ReleasePortal.Changes;
using ReleasePortal.Components;
using ReleasePortal.Data.Deployments;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Deployments;

namespace ReleasePortal.Features.Deployments.Letters;

/// <summary>What became of a letter that was not refused.</summary>
/// <param name="Recorded">The deployment; null where there was nothing to record.</param>
/// <param name="Ignored">Why there was nothing to record, for the program that sent it.</param>
internal sealed record Delivered(RecordedDeployment? Recorded, string? Ignored = null);

/// <summary>
/// Where reports of deployments come in, from whatever tool: reads them, records them, tells open pages, and keeps those that had to
/// be refused.
/// </summary>
internal sealed class Postbox(
    DeploymentStore store, DeadLetterStore deadLetters, ApiLetters apiLetters, IEnvironmentDirectory environments, ChangeFeed feed, IOptions<DeploymentOptions> options, TimeProvider clock)
{
    /// <summary>Records what a tool reports. What has to be refused is kept as a dead letter.</summary>
    public async Task<Result<Delivered>> DeliverAsync(Letter letter, CancellationToken cancellationToken)
    {
        var result = await TryAsync(letter, clock.GetUtcNow(), cancellationToken);
        if (result.Refusal is { } refusal)
            await RefuseAsync(letter, refusal, cancellationToken);
        return result;
    }

    /// <summary>Keeps what was refused before it could be read.</summary>
    public Task RefuseAsync(Letter letter, Refusal refusal, CancellationToken cancellationToken) =>
        deadLetters.KeepAsync(letter, refusal, cancellationToken);

    /// <summary>Tries a dead letter again, as it came: what is recorded now leaves the list.</summary>
    public async Task<Result<Delivered>> ReplayAsync(long id, Actor actor, CancellationToken cancellationToken = default)
    {
        if (!AccessRules.Allows(actor, Operation.ReplayDeadLetters))
            return new NotAllowed(Operation.ReplayDeadLetters);
        if (await deadLetters.FindAsync(id, cancellationToken) is not { } dead)
            return new DeadLetterGone();
        if (dead.Letter is not { } letter)
            return new TooLargeReport();

        // One that says no time of its own is of the time at which it came first.
        var result = await TryAsync(letter, dead.FirstAt, cancellationToken);
        if (result.IsSuccess)
            await deadLetters.RemoveAsync(id, cancellationToken);
        return result;
    }

    /// <summary>Takes a dead letter off the list.</summary>
    public async Task<Refusal?> DiscardAsync(long id, Actor actor, CancellationToken cancellationToken = default)
    {
        if (!AccessRules.Allows(actor, Operation.ReplayDeadLetters))
            return new NotAllowed(Operation.ReplayDeadLetters);
        return await deadLetters.RemoveAsync(id, cancellationToken) ? null : new DeadLetterGone();
    }

    private async Task<Result<Delivered>> TryAsync(Letter letter, DateTimeOffset cameAt, CancellationToken cancellationToken)
    {
        if (!Read(letter, cameAt).TryGet(out var reading, out var unreadable))
            return unreadable;
        if (reading.Environment is { } told && !await IsKnownAsync(told, cancellationToken))
            return new EnvironmentTold(told.Length > DeploymentReport.LongestName ? told[..DeploymentReport.LongestName] : told);
        if (reading.Report is not { } report)
            return new Delivered(Recorded: null, reading.Ignored);

        var result = await store.RecordAsync(report with { Environment = KeyOf(report.Environment) }, cancellationToken);
        if (!result.TryGet(out var recorded, out var refusal))
            return refusal;

        if (recorded.IsNew)
            Tell(recorded.Deployment);
        return new Delivered(recorded);
    }

    private Result<Reading> Read(Letter letter, DateTimeOffset cameAt) => letter.Source switch
    {
        DeploymentSource.CdEvents => CdEventLetters.Read(letter, cameAt),
        DeploymentSource.GitHub => GitHubLetters.Read(letter, cameAt),
        DeploymentSource.Octopus => OctopusLetters.Read(letter, cameAt),
        _ => apiLetters.Read(letter, cameAt),
    };

    private string KeyOf(string environment) => options.Value.Environments.GetValueOrDefault(environment, environment);

    private async Task<bool> IsKnownAsync(string told, CancellationToken cancellationToken)
    {
        var key = KeyOf(told);
        return (await environments.ListAsync(cancellationToken)).Any(one =>
            string.Equals(one.Key, key, StringComparison.OrdinalIgnoreCase) || string.Equals(one.Name, key, StringComparison.OrdinalIgnoreCase));
    }

    // Its id is a number of its own: the mark of a row is made from it.
    private void Tell(Deployment deployment) => feed.Publish(new FeedNotice(
        feed.Head, [new ChangedSubject(SubjectKind.Deployment, DeploymentMark.Of(deployment.Id), deployment.Software, deployment.Environment)]));
}

/// <summary>By which id open pages hear of a deployment.</summary>
internal static class DeploymentMark
{
    public static Guid Of(long id) => new(0, 0, 0, BitConverter.GetBytes(id));
}
