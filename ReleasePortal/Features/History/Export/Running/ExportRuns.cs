using System.Collections.Concurrent;

namespace ReleasePortal.Features.History.Export.Running;

/// <summary>
/// The downloads that open pages offer, so that a page can show how far its own has come. As many as there are open pages that
/// offer one; a link that is followed without a page works too, and nobody follows it.
/// </summary>
public sealed class ExportRuns(TimeProvider clock)
{
    private readonly ConcurrentDictionary<Guid, ExportRun> _offered = new();

    /// <summary>One for a link on a page; the page has to <see cref="Forget"/> it.</summary>
    /// <param name="person">Who may follow the link.</param>
    public ExportRun Offer(Guid person)
    {
        var run = new ExportRun(person, clock);
        _offered[run.Id] = run;
        return run;
    }

    /// <summary>The page has closed, or offers another one. A download that runs goes on.</summary>
    public void Forget(ExportRun run) => _offered.TryRemove(run.Id, out _);

    /// <summary>The one that a link names, or one that nobody follows.</summary>
    /// <param name="id">What the link says; null when it says nothing.</param>
    /// <param name="person">Who follows it.</param>
    internal ExportRun Begin(Guid? id, Guid person)
    {
        if (id is { } named && _offered.TryGetValue(named, out var offered) && offered.TryBegin(person))
            return offered;

        var run = new ExportRun(person, clock);
        run.TryBegin(person);
        return run;
    }
}
