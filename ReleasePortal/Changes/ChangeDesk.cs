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
        var result = await ApplyTogetherAsync([new Wish(changes, actor)], cancellationToken);
        return result.TryGet(out var applied, out var refusal) ? applied[0] : refusal;
    }

    /// <summary>Applies several change sets of several actors in one transaction: all of them, or none.</summary>
    /// <returns>What each came to, or the refusal of the first that did not hold.</returns>
    internal async Task<Result<IReadOnlyList<Applied>>> ApplyTogetherAsync(IReadOnlyList<Wish> wishes, CancellationToken cancellationToken)
    {
        using var applying = Telemetry.Begin(wishes, clock);
        await _writers.WaitAsync(cancellationToken);
        try
        {
            var badRequest = wishes.Select(wish => RequestRules.Check(wish.Changes)).FirstOrDefault(refusal => refusal is not null);
            var result = badRequest ?? await ApplyAgainAsync(wishes, cancellationToken);
            Record(wishes, result);
            applying?.Done(result);
            return result;
        }
        finally
        {
            _writers.Release();
        }
    }

    public void Dispose() => _writers.Dispose();

    // The head of the history holds every other desk back, but signing in writes to people's rows beside it.
    private async Task<Result<IReadOnlyList<Applied>>> ApplyAgainAsync(IReadOnlyList<Wish> wishes, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await ApplyInOneUnitAsync(wishes, cancellationToken);
            }
            catch (DbUpdateConcurrencyException) when (attempt < MostAttempts)
            {
                Log.AppliedAgain(logger, attempt);
            }
        }
    }

    private async Task<Result<IReadOnlyList<Applied>>> ApplyInOneUnitAsync(IReadOnlyList<Wish> wishes, CancellationToken cancellationToken)
    {
        var applied = new List<Applied>();
        await using var unit = await UnitOfWork.BeginAsync(scopes, clock.GetUtcNow(), cancellationToken);
        foreach (var wish in wishes)
        {
            if (await ApplyAsync(unit, wish, cancellationToken) is { } refusal)
                return refusal;
            applied.Add(new Applied([.. unit.Entries], unit.Correlation));
        }

        await unit.CommitAsync(cancellationToken);
        foreach (var set in applied)
            feed.Tell([.. set.Entries.Select(CommittedEntry.Of)]);
        return applied;
    }

    private static async Task<Refusal?> ApplyAsync(UnitOfWork unit, Wish wish, CancellationToken cancellationToken)
    {
        unit.Take(wish.Changes);
        if (await unit.ReadAgainAsync(wish.Actor, cancellationToken) is not { } actor)
            return new NotAllowed(wish.Changes.Changes[0].Operation);

        foreach (var change in wish.Changes.Changes)
        {
            if (await ApplyAsync(unit, change, isPart: false, actor, cancellationToken) is { } refusal)
                return refusal;
        }

        // Last, and for the whole set: room that one change makes is there for the others, whatever their order.
        return await unit.Budgets.AskAsync(unit.Entries, actor, cancellationToken);
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

        var used = subject.Uses;
        var decision = await subject.DecideAsync(circumstances, cancellationToken);
        if (!decision.TryGet(out var changed, out var refusal))
            return await unit.ExplainAsync(refusal, subject, environment, actor, cancellationToken);

        unit.Budgets.Take(used, subject.Uses, change.IsWithdrawal);
        await unit.AppendAsync(changed with { DuringFreeze = passage.DuringFreeze }, subject.Subject, environment, isPart, circumstances, cancellationToken);
        await subject.CompleteAsync(cancellationToken);
        return null;
    }

    private void Record(IReadOnlyList<Wish> wishes, Result<IReadOnlyList<Applied>> result)
    {
        if (result.TryGet(out var applied, out var refusal))
        {
            foreach (var entry in applied.SelectMany(set => set.Entries))
                Log.Applied(logger, entry.Action, entry.SubjectKind, entry.SubjectId, entry.Sequence);
        }
        else
        {
            var changes = wishes[0].Changes.Changes;
            Log.Refused(logger, changes.Count > 0 ? changes[0].GetType().Name : "", refusal.Code);
        }
    }
}

/// <summary>A change set, and who wants it.</summary>
internal sealed record Wish(ChangeSet Changes, Actor Actor);
