using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Features.Configurations;

/// <summary>What the history tells of the states of controls.</summary>
internal static class StepsQuery
{
    /// <summary>One control's state, before and after an entry.</summary>
    public sealed record Step(long Sequence, DateTimeOffset At, Guid Control, string Environment, ReleaseState Before, ReleaseState After);

    /// <summary>The state that each control had at a moment, of those that changed since.</summary>
    /// <param name="database">The store.</param>
    /// <param name="environment">The environment's key.</param>
    /// <param name="at">The moment; what was done at that very instant counts.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<Dictionary<Guid, ReleaseState>> BeforeAsync(
        PortalDbContext database, string environment, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var instant = at.ToUniversalTime();
        var since = Of(database).Where(entry => entry.Environment == environment && entry.At > instant);
        var first = since.GroupBy(entry => entry.SubjectId).Select(entries => entries.Min(entry => entry.Sequence));
        var steps = await ReadAsync(since.Where(entry => first.Contains(entry.Sequence)), cancellationToken);
        return steps.ToDictionary(step => step.Control, step => step.Before);
    }

    /// <summary>The entries about states.</summary>
    public static IQueryable<Entry> Of(PortalDbContext database) => database.Entries.AsNoTracking()
        .Where(entry => entry.SubjectKind == SubjectKind.Control && entry.Environment != null);

    /// <summary>Runs a query of entries about states.</summary>
    public static async Task<List<Step>> ReadAsync(IQueryable<Entry> entries, CancellationToken cancellationToken)
    {
        var read = await entries
            .Select(entry => new { entry.Sequence, entry.At, entry.SubjectId, entry.Environment, entry.Canonical })
            .ToListAsync(cancellationToken);
        return read.ConvertAll(entry =>
        {
            using var content = JsonDocument.Parse(entry.Canonical);
            return new Step(entry.Sequence, entry.At, entry.SubjectId, entry.Environment!, State(content, "before"), State(content, "after"));
        });
    }

    private static ReleaseState State(JsonDocument content, string which) =>
        content.RootElement.TryGetProperty(which, out var state) && state.ValueKind is JsonValueKind.Object
            ? state.Deserialize<ReleaseState>(HistoryJson.Options)!
            : ReleaseState.Closed;
}
