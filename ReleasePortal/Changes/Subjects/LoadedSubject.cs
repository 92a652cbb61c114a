using ReleasePortal.Domain;
using ReleasePortal.Domain.Budgets;

namespace ReleasePortal.Changes.Subjects;

/// <summary>A subject in a unit of work, with the way to decide about one change of it.</summary>
internal abstract class LoadedSubject
{
    /// <summary>As it is now: asked before the decision for access, and after it for the entry.</summary>
    public abstract Subject Subject { get; }

    /// <summary>The environments on which users are affected, beside the one that the change names.</summary>
    public virtual IReadOnlyList<string> Touches => [];

    /// <summary>What it counts for in budgets, as it is now: asked before the decision and after it.</summary>
    public virtual IReadOnlyList<BudgetUse> Uses => [];

    /// <summary>The environment that the change is about, where only its subject knows it.</summary>
    public virtual string? Environment => null;

    /// <summary>
    /// The changes that this one consists of, such as the steps of a launch: applied first, each through the same door, then told
    /// to <see cref="Take"/>. The whole stands or falls with the decision that follows.
    /// </summary>
    public virtual IReadOnlyList<Change> Parts(Circumstances circumstances) => [];

    /// <summary>What a part came to: its entry, or why there is none.</summary>
    public virtual void Take(Change part, Guid? entry, Refusal? refusal)
    {
    }

    /// <summary>Lets the entity decide; nothing is written before.</summary>
    public abstract Task<Result<Changed>> DecideAsync(Circumstances circumstances, CancellationToken cancellationToken);

    /// <summary>Does what the act takes beside its subject, once its entry is written and before anything is committed.</summary>
    public virtual Task CompleteAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>How one kind of subject is loaded for its changes.</summary>
internal interface ISubjects
{
    bool Knows(Change change);

    /// <summary>The subject, or <see cref="Unknown"/>.</summary>
    Task<Result<LoadedSubject>> LoadAsync(Change change, UnitOfWork unit, CancellationToken cancellationToken);
}
