using ReleasePortal.Domain;

namespace ReleasePortal.Changes.Subjects;

/// <summary>A subject in a unit of work, with the way to decide about one change of it.</summary>
internal abstract class LoadedSubject
{
    /// <summary>As it is now: asked before the decision for access, and after it for the entry.</summary>
    public abstract Subject Subject { get; }

    /// <summary>The environments on which users are affected, beside the one that the change names.</summary>
    public virtual IReadOnlyList<string> Touches => [];

    /// <summary>Lets the entity decide; nothing is written before.</summary>
    public abstract Task<Result<Changed>> DecideAsync(Circumstances circumstances, CancellationToken cancellationToken);
}

/// <summary>How one kind of subject is loaded for its changes.</summary>
internal interface ISubjects
{
    bool Knows(Change change);

    /// <summary>The subject, or <see cref="Unknown"/>.</summary>
    Task<Result<LoadedSubject>> LoadAsync(Change change, UnitOfWork unit, CancellationToken cancellationToken);
}
