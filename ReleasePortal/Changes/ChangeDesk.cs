using Microsoft.EntityFrameworkCore;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;

namespace ReleasePortal.Changes;

/// <summary>The one door: every alteration of release state, whatever its source, goes through it (design.md, section 4).</summary>
public sealed class ChangeDesk(IServiceScopeFactory scopes, TimeProvider clock, ChangeFeed feed, ILogger<ChangeDesk> logger) : IDisposable
{
    private const int MostAttempts = 5;

    // SQLite has one writer at a time; waiting here is fair and cheaper than waiting in its busy handler.
    private readonly SemaphoreSlim _writers = new(1, 1);

    /// <summary>Applies all of the changes and writes one entry for each, or does nothing.</summary>
    /// <param name="changes">What is wanted, and why.</param>
    /// <param name="actor">Who wants it; a person's roles are read again here.</param>
    /// <param name="cancellationToken">Gives up while nothing is committed.</param>
    /// <returns>The entries, or the refusal of the first change that did not hold.</returns>
    public async Task<Result<Applied>> ApplyAsync(ChangeSet changes, Actor actor, CancellationToken cancellationToken = default)
    {
        await _writers.WaitAsync(cancellationToken);
        try
        {
            var result = RequestRules.Check(changes) is { } badRequest
                ? badRequest
                : await ApplyAgainAsync(changes, actor, cancellationToken);
            Record(changes, result);
            return result;
        }
        finally
        {
            _writers.Release();
        }
    }

    public void Dispose() => _writers.Dispose();

    // The head of the history holds every other desk back, but signing in writes to people's rows beside it.
    private async Task<Result<Applied>> ApplyAgainAsync(ChangeSet changes, Actor actor, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await ApplyInOneUnitAsync(changes, actor, cancellationToken);
            }
            catch (DbUpdateConcurrencyException) when (attempt < MostAttempts)
            {
                Log.AppliedAgain(logger, attempt);
            }
        }
    }

    private async Task<Result<Applied>> ApplyInOneUnitAsync(ChangeSet changes, Actor caller, CancellationToken cancellationToken)
    {
        await using var unit = await UnitOfWork.BeginAsync(scopes, changes, clock.GetUtcNow(), cancellationToken);
        if (await unit.ReadAgainAsync(caller, cancellationToken) is not { } actor)
            return new NotAllowed(changes.Changes[0].Operation);

        foreach (var change in changes.Changes)
        {
            if (await ApplyAsync(unit, change, isPart: false, actor, cancellationToken) is { } refusal)
                return refusal;
        }

        await unit.CommitAsync(cancellationToken);
        feed.Tell([.. unit.Entries.Select(CommittedEntry.Of)]);
        return new Applied(unit.Entries, unit.Correlation);
    }

    private static async Task<Refusal?> ApplyAsync(
        UnitOfWork unit, Change change, bool isPart, Actor actor, CancellationToken cancellationToken)
    {
        if (AccessRules.Check(actor, change, isPart) is { } neverAllowed)
            return neverAllowed;

        var loaded = await unit.LoadAsync(change, cancellationToken);
        if (!loaded.TryGet(out var subject, out var missing))
            return missing;
        if (AccessRules.Check(actor, change, subject.Subject) is { } notAllowed)
            return notAllowed;
        var asked = await unit.AskEnvironmentsAsync(change, subject, isPart, actor, cancellationToken);
        if (!asked.TryGet(out var passage, out var environmentRefuses))
            return environmentRefuses;

        var environment = change.Environment ?? subject.Environment;
        var circumstances = await unit.CircumstancesAsync(environment, actor, cancellationToken);
        foreach (var part in subject.Parts(circumstances))
        {
            var refused = await ApplyAsync(unit, part, isPart: true, actor, cancellationToken);
            subject.Take(part, refused is null ? unit.Entries[^1].Id : null, refused);
        }

        var decision = await subject.DecideAsync(circumstances, cancellationToken);
        if (!decision.TryGet(out var changed, out var refusal))
            return await unit.ExplainAsync(refusal, subject, environment, actor, cancellationToken);

        await unit.AppendAsync(changed with { DuringFreeze = passage.DuringFreeze }, subject.Subject, environment, circumstances, cancellationToken);
        return null;
    }

    private void Record(ChangeSet changes, Result<Applied> result)
    {
        if (result.TryGet(out var applied, out var refusal))
        {
            foreach (var entry in applied.Entries)
                Log.Applied(logger, entry.Action, entry.SubjectKind, entry.SubjectId, entry.Sequence);
        }
        else
        {
            Log.Refused(logger, changes.Changes.Count > 0 ? changes.Changes[0].GetType().Name : "", refusal.Code);
        }
    }
}
