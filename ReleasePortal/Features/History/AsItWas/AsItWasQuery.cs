using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Features.History.AsItWas;

/// <summary>
/// Every control's state on an environment at a moment, from the history alone. It looks up the last entry about each definition
/// and state, so it costs the same however long the history is. Where those were archived, the base entries stand for them.
/// </summary>
public sealed class AsItWasQuery(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Up to when nothing can be told any more, because it was archived; null while nothing was.</summary>
    public async Task<DateTimeOffset?> ArchivedUntilAsync(CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return await database.Archives.OrderByDescending(archive => archive.Last).Select(archive => (DateTimeOffset?)archive.Until).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>What the reader may know of that moment, beside what is now.</summary>
    /// <param name="environment">The environment's key.</param>
    /// <param name="at">The moment; what was done at that very instant counts.</param>
    /// <param name="actor">
    /// Who reads. Without operational sight only controls of the business are there; one that was in engineers' hands then reads as one
    /// that did not exist.
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<AsItWasView> ReadAsync(string environment, DateTimeOffset at, Actor actor, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        await using var oneMoment = await database.BeginReadingAsync(cancellationToken);
        var moments = new Moments(database, environment, actor);
        var head = await moments.HeadAsync(cancellationToken);
        var now = await moments.ReadAsync(head, cancellationToken);
        var then = await moments.ReadAsync(await moments.PlaceAtAsync(at, cancellationToken), cancellationToken);
        var rows = now.Controls
            .Select(control => AsItWasRow.Compare(
                then.Find(control.Id) is { } before ? new PastControl(before, then.Groups) : null,
                new PastControl(control, now.Groups),
                environment,
                AccessRules.Allows(actor, Operation.SeeControl, control.Purpose, control.Area) ? "/controls/" + control.Key : null))
            .OrderBy(row => row.Name, StringComparer.CurrentCultureIgnoreCase)
            .ThenBy(row => row.Key, StringComparer.Ordinal);
        return new AsItWasView([.. rows]);
    }

    /// <summary>
    /// The state of an environment as a reader may know it once. For evaluating a user in it the members of groups are needed,
    /// which nothing else here reads.
    /// </summary>
    public async Task<PastState> StateAsync(string environment, DateTimeOffset at, Actor actor, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        await using var oneMoment = await database.BeginReadingAsync(cancellationToken);
        var moments = new Moments(database, environment, actor) { WithMembers = true };
        return await moments.ReadAsync(await moments.PlaceAtAsync(at, cancellationToken), cancellationToken);
    }

    /// <summary>Several moments of one environment, read in one transaction: what they share is read once.</summary>
    private sealed class Moments(PortalDbContext database, string environment, Actor actor)
    {
        private readonly Dictionary<long, Recorded> _known = [];

        public bool WithMembers { get; init; }

        private IQueryable<Entry> Entries => database.Entries.AsNoTracking();

        private IQueryable<Entry> BaseEntries => database.BaseEntries.AsNoTracking();

        public Task<long> HeadAsync(CancellationToken cancellationToken) =>
            database.HistoryHeads.Select(head => head.Sequence).SingleAsync(cancellationToken);

        /// <summary>The last entry that was written by then; 0 when there was none, or it was archived.</summary>
        public async Task<long> PlaceAtAsync(DateTimeOffset at, CancellationToken cancellationToken)
        {
            var instant = at.ToUniversalTime();
            var place = await Entries
                .Where(entry => entry.At <= instant)
                .OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Sequence)
                .Select(entry => entry.Sequence)
                .FirstOrDefaultAsync(cancellationToken);
            return place > 0
                ? place
                : await database.Archives.Where(archive => archive.Until <= instant).MaxAsync(archive => (long?)archive.Last, cancellationToken) ?? 0;
        }

        public async Task<PastState> ReadAsync(long place, CancellationToken cancellationToken)
        {
            var last = await LastOfControlsAsync(place, cancellationToken);
            var visible = await VisibleAsync([.. last.Select(one => one.Definition)], cancellationToken);
            var states = last.Where(one => visible.Contains(one.Definition)).Select(one => one.State).Where(state => state > 0);
            var groups = await LastOfGroupsAsync(place, cancellationToken);
            return PastState.Of(await RecordedAsync([.. visible, .. states, .. groups], cancellationToken));
        }

        private async Task<List<LastEntries>> LastOfControlsAsync(long place, CancellationToken cancellationToken)
        {
            var kept = await BaseEntries
                .Where(definition => definition.SubjectKind == SubjectKind.Control && definition.Environment == null && definition.Sequence <= place)
                .Select(definition => new
                {
                    Base = new LastEntries(
                        definition.Sequence,
                        BaseEntries.Where(state => state.SubjectId == definition.SubjectId && state.Environment == environment).Select(state => state.Sequence).FirstOrDefault()),
                    Since = new LastEntries(
                        Entries
                            .Where(entry => entry.SubjectId == definition.SubjectId && entry.Environment == null && entry.Sequence <= place)
                            .OrderByDescending(entry => entry.Sequence).Select(entry => entry.Sequence).FirstOrDefault(),
                        Entries
                            .Where(entry => entry.SubjectId == definition.SubjectId && entry.Environment == environment && entry.Sequence <= place)
                            .OrderByDescending(entry => entry.Sequence).Select(entry => entry.Sequence).FirstOrDefault()),
                })
                .ToListAsync(cancellationToken);
            return
            [
                .. kept.Select(one => new LastEntries(Math.Max(one.Base.Definition, one.Since.Definition), Math.Max(one.Base.State, one.Since.State))),
                .. await LastOfNewControlsAsync(place, cancellationToken),
            ];
        }

        private Task<List<LastEntries>> LastOfNewControlsAsync(long place, CancellationToken cancellationToken) => Entries
            .Where(created => created.Action == nameof(CreateControl) && created.Sequence <= place)
            .Select(created => new LastEntries(
                Entries
                    .Where(entry => entry.SubjectId == created.SubjectId && entry.Environment == null && entry.Sequence <= place)
                    .OrderByDescending(entry => entry.Sequence).Select(entry => entry.Sequence).FirstOrDefault(),
                Entries
                    .Where(entry => entry.SubjectId == created.SubjectId && entry.Environment == environment && entry.Sequence <= place)
                    .OrderByDescending(entry => entry.Sequence).Select(entry => entry.Sequence).FirstOrDefault()))
            .ToListAsync(cancellationToken);

        // A state may have been set while the control was in engineers' hands: it is the business's with the control.
        private async Task<HashSet<long>> VisibleAsync(List<long> definitions, CancellationToken cancellationToken) =>
        [
            .. await VisibleAsync(Entries, definitions, cancellationToken),
            .. await VisibleAsync(BaseEntries, definitions, cancellationToken),
        ];

        private Task<List<long>> VisibleAsync(IQueryable<Entry> entries, List<long> definitions, CancellationToken cancellationToken) => entries
            .Where(Visibility.EntriesVisibleTo(actor, database.Controls, database.LaunchSteps))
            .Where(entry => definitions.Contains(entry.Sequence))
            .Select(entry => entry.Sequence)
            .ToListAsync(cancellationToken);

        private async Task<List<long>> LastOfGroupsAsync(long place, CancellationToken cancellationToken)
        {
            if (!AccessRules.Allows(actor, Operation.SeeGroups))
                return [];

            var kept = await BaseEntries
                .Where(group => group.SubjectKind == SubjectKind.Group && group.Sequence <= place)
                .Select(group => new
                {
                    group.Sequence,
                    Since = Entries
                        .Where(entry => entry.SubjectId == group.SubjectId && entry.Environment == null && entry.Sequence <= place)
                        .OrderByDescending(entry => entry.Sequence).Select(entry => entry.Sequence).FirstOrDefault(),
                })
                .ToListAsync(cancellationToken);
            return
            [
                .. kept.Select(one => Math.Max(one.Sequence, one.Since)),
                .. await Entries
                    .Where(defined => defined.Action == nameof(DefineGroup) && defined.Sequence <= place)
                    .Select(defined => Entries
                        .Where(entry => entry.SubjectId == defined.SubjectId && entry.Environment == null && entry.Sequence <= place)
                        .OrderByDescending(entry => entry.Sequence).Select(entry => entry.Sequence).FirstOrDefault())
                    .ToListAsync(cancellationToken),
            ];
        }

        private async Task<IEnumerable<Recorded>> RecordedAsync(HashSet<long> sequences, CancellationToken cancellationToken)
        {
            var missing = sequences.Where(sequence => !_known.ContainsKey(sequence)).ToList();
            List<Entry> entries =
            [
                .. await Entries.Where(entry => missing.Contains(entry.Sequence)).ToListAsync(cancellationToken),
                .. await BaseEntries.Where(entry => missing.Contains(entry.Sequence)).ToListAsync(cancellationToken),
            ];
            var members = WithMembers ? await MembersAsync(entries, cancellationToken) : Enumerable.Empty<EntryText>().ToLookup(text => text.Sequence);
            foreach (var entry in entries)
                _known[entry.Sequence] = Recorded.Read(entry, [.. members[entry.Sequence]]);
            return sequences.Order().Select(sequence => _known[sequence]);
        }

        private async Task<ILookup<long, EntryText>> MembersAsync(List<Entry> entries, CancellationToken cancellationToken)
        {
            var groups = entries.Where(entry => entry.SubjectKind is SubjectKind.Group).Select(entry => entry.Sequence).ToList();
            var texts = await database.EntryTexts.AsNoTracking().Where(text => groups.Contains(text.Sequence)).ToListAsync(cancellationToken);
            return texts.ToLookup(text => text.Sequence);
        }
    }

    /// <param name="Definition">The last entry about the definition.</param>
    /// <param name="State">The last entry about the state on the environment; 0 when there was none.</param>
    private sealed record LastEntries(long Definition, long State);
}
