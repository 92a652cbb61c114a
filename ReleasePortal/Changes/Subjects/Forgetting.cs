using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Data.Search;
using ReleasePortal.Domain;
using ReleasePortal.Domain.History;
using ReleasePortal.Domain.People;

namespace ReleasePortal.Changes.Subjects;

/// <summary>
/// Finds and deletes the personal texts that are one person's: in entries by them and about them, and wherever their name, address
/// or key stands by itself. A rare act, which may look at every text that there is.
/// </summary>
internal sealed class Forgetting(PortalDbContext database, PortalUser user, ForgetPerson wanted)
{
    private const int AtOnce = 500;

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var name in new[] { user.DisplayName, user.Email, wanted.UserKey?.Trim() })
        {
            if (!string.IsNullOrEmpty(name))
                _names.Add(name);
        }

        await ForgetOwnAsync(database.Entries, cancellationToken);
        await ForgetOwnAsync(database.BaseEntries, cancellationToken);
        await ForgetNamesAsync(cancellationToken);
        await database.DropUnusedWordsAsync(cancellationToken);
        await database.CalendarAddresses.Where(address => address.PersonId == user.Id).ExecuteDeleteAsync(cancellationToken);
        await database.Set<SavedFilterReader>()
            .Where(reader => reader.PersonId == user.Id || database.SavedFilters.Any(filter => filter.Id == reader.FilterId && filter.OwnerId == user.Id))
            .ExecuteDeleteAsync(cancellationToken);
        await database.SavedFilters.Where(filter => filter.OwnerId == user.Id).ExecuteDeleteAsync(cancellationToken);
        await database.UserRoles.Where(held => held.UserId == user.Id).ExecuteDeleteAsync(cancellationToken);
        await database.UserClaims.Where(claim => claim.UserId == user.Id).ExecuteDeleteAsync(cancellationToken);
        await database.UserLogins.Where(login => login.UserId == user.Id).ExecuteDeleteAsync(cancellationToken);
        await database.UserTokens.Where(token => token.UserId == user.Id).ExecuteDeleteAsync(cancellationToken);
    }

    // What the names were is told by the entries themselves, for people are renamed.
    private async Task ForgetOwnAsync(IQueryable<Entry> entries, CancellationToken cancellationToken)
    {
        for (var after = 0L; ;)
        {
            var own = await entries.AsNoTracking()
                .Where(entry => entry.Sequence > after)
                .Where(entry => entry.ActorId == user.Id || (entry.SubjectKind == SubjectKind.Person && entry.SubjectId == user.Id))
                .OrderBy(entry => entry.Sequence)
                .Take(AtOnce)
                .ToListAsync(cancellationToken);
            var named = own.SelectMany(NamesIn).ToHashSet(StringComparer.Ordinal);
            var found = own.SelectMany(entry => NamesIn(entry).Concat(RestIn(entry))).ToHashSet(StringComparer.Ordinal);
            var sequences = own.ConvertAll(entry => entry.Sequence);
            var texts = await database.EntryTexts.AsNoTracking().Where(text => sequences.Contains(text.Sequence)).ToListAsync(cancellationToken);
            _names.UnionWith(texts.Where(text => named.Contains(text.Hash)).Select(text => text.Text));
            await ForgetAsync([.. texts.Where(text => found.Contains(text.Hash))], cancellationToken);
            if (own.Count < AtOnce)
                return;
            after = own[^1].Sequence;
        }
    }

    // What they are called, as actor and where an entry is about them.
    private IEnumerable<string> NamesIn(Entry entry)
    {
        using var content = JsonDocument.Parse(entry.Canonical);
        var hashes = new List<string>();
        if (entry.ActorId == user.Id)
            hashes.AddRange(HashesIn(content.RootElement.GetProperty("actor")));
        if (IsAboutThem(entry))
            hashes.AddRange(new[] { "sentence", "before", "after" }.SelectMany(part => HashesIn(content.RootElement.GetProperty(part))));
        return hashes;
    }

    // What they wrote, if that is wanted, and from where they signed in: others may have written the same, or come from there.
    private IEnumerable<string> RestIn(Entry entry)
    {
        using var content = JsonDocument.Parse(entry.Canonical);
        var hashes = new List<string>();
        if (entry.ActorId == user.Id && wanted.WithReasons)
            hashes.AddRange(HashesIn(content.RootElement.GetProperty("reason")));
        if (IsAboutThem(entry) && content.RootElement.TryGetProperty("request", out var request))
            hashes.AddRange(HashesIn(request));
        return hashes;
    }

    private bool IsAboutThem(Entry entry) => entry.SubjectKind is SubjectKind.Person && entry.SubjectId == user.Id;

    // Somebody else may have the same name: who acted, and whom an entry about a person is about, is told by the ids.
    private async Task ForgetNamesAsync(CancellationToken cancellationToken)
    {
        var address = (user.Email ?? "").ToLowerInvariant();
        var (exact, name) = (user.DisplayName, user.DisplayName.ToLowerInvariant());
        var mentions = wanted.WithReasons;
        var names = _names.ToList();
#pragma warning disable CA1304, CA1311, CA1862 // the database lowers and compares; SQLite lowers ASCII only, so the name as it is written counts too
        var texts = await database.EntryTexts.AsNoTracking()
            .Where(text => names.Contains(text.Text)
                || text.Text.ToLower().Contains(address)
                || (mentions && (text.Text.Contains(exact) || text.Text.ToLower().Contains(name))))
            .ToListAsync(cancellationToken);
#pragma warning restore CA1304, CA1311, CA1862
        foreach (var some in texts.Chunk(AtOnce))
        {
            var sequences = some.Select(text => text.Sequence).Distinct().ToList();
            var entries = await database.Entries.AsNoTracking().Where(entry => sequences.Contains(entry.Sequence)).ToListAsync(cancellationToken);
            var others = entries.SelectMany(HashesOfOthers).ToHashSet(StringComparer.Ordinal);
            await ForgetAsync([.. some.Where(text => !others.Contains(text.Hash))], cancellationToken);
        }
    }

    private IEnumerable<string> HashesOfOthers(Entry entry)
    {
        using var content = JsonDocument.Parse(entry.Canonical);
        var hashes = new List<string>();
        if (entry.ActorId != user.Id)
            hashes.AddRange(HashesIn(content.RootElement.GetProperty("actor")));
        if (entry.SubjectKind is SubjectKind.Person && entry.SubjectId != user.Id)
            hashes.AddRange(new[] { "sentence", "before", "after" }.SelectMany(part => HashesIn(content.RootElement.GetProperty(part))));
        return hashes;
    }

    /// <summary>The one place where texts are forgotten: whatever is made of them is forgotten here, too.</summary>
    private async Task ForgetAsync(IReadOnlyList<EntryText> texts, CancellationToken cancellationToken)
    {
        foreach (var some in texts.Chunk(AtOnce))
        {
            var sequences = some.Select(text => text.Sequence).Distinct().ToList();
            var salts = some.Select(text => text.Salt).ToList();
            await database.EntryTexts
                .Where(text => sequences.Contains(text.Sequence) && salts.Contains(text.Salt))
                .ExecuteDeleteAsync(cancellationToken);
            await database.RewriteDocumentsAsync(sequences, cancellationToken);
        }
    }

    private static IEnumerable<string> HashesIn(JsonElement node) => node.ValueKind switch
    {
        JsonValueKind.Object when EntryWriter.TryReadHash(node, out var hash) => [hash],
        JsonValueKind.Object => node.EnumerateObject().SelectMany(member => HashesIn(member.Value)).ToList(),
        JsonValueKind.Array => node.EnumerateArray().SelectMany(HashesIn).ToList(),
        _ => [],
    };
}
