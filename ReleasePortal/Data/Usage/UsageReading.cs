using Microsoft.EntityFrameworkCore;

namespace ReleasePortal.Data.Usage;

/// <summary>Reads what was counted.</summary>
internal static class UsageReading
{
    /// <summary>Which application asked for a control by name last; null when none has since that instant.</summary>
    public static async Task<(string Application, DateTimeOffset Last)?> LastAskerAsync(
        this PortalDbContext database, string control, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var from = UsageTime.MinuteOf(since);
        var last = await database.Uses.AsNoTracking()
            .Where(use => use.Control == control && use.Way == Asking.ByName && use.LastMinute >= from)
            .OrderByDescending(use => use.LastMinute)
            .Select(use => new
            {
                use.LastMinute,
                Name = database.ApiKeys.Where(key => key.Id == use.KeyId).Select(key => key.Name).FirstOrDefault(),
            })
            .FirstOrDefaultAsync(cancellationToken);
        return last is null ? null : (last.Name ?? "", UsageTime.InstantOf(last.LastMinute));
    }
}
