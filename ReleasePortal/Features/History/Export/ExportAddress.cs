namespace ReleasePortal.Features.History.Export;

/// <summary>Where what leaves the history is found.</summary>
public static class ExportAddress
{
    /// <summary>The whole history.</summary>
    public const string Chain = "/history/export.jsonl";

    /// <summary>The evidence pack of a period.</summary>
    public const string Evidence = "/history/evidence.zip";

    /// <summary>The entries of a filter, in rows, in lines and on paper.</summary>
    public const string Csv = "/history/entries.csv", JsonLines = "/history/entries.jsonl", Print = "/history/print";

    /// <summary>The address for the entries of a filter.</summary>
    /// <param name="address">One of these.</param>
    /// <param name="filter">Which entries.</param>
    /// <param name="zone">The reader's time zone.</param>
    /// <param name="run">What the page follows; null for none.</param>
    public static string Of(string address, HistoryFilter filter, TimeZoneInfo zone, Guid? run = null) =>
        With(address + filter.ToAddress()["/history".Length..], zone, run);

    /// <summary>The address of the evidence pack of a period.</summary>
    public static string EvidenceOf(DateOnly? from, DateOnly? until, TimeZoneInfo zone, Guid? run = null) =>
        With(Evidence + (HistoryFilter.None with { From = from, Until = until }).ToAddress()["/history".Length..], zone, run);

    /// <summary>What an address says of the zone; UTC when that is nothing known.</summary>
    public static TimeZoneInfo ReadZone(IQueryCollection query) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(query["zone"].ToString(), out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>The filter in an address.</summary>
    public static HistoryFilter ReadFilter(IQueryCollection query) => HistoryFilter.Read(name => query[name]);

    private static string With(string address, TimeZoneInfo zone, Guid? run) =>
        address + (address.Contains('?', StringComparison.Ordinal) ? '&' : '?') + "zone=" + Uri.EscapeDataString(zone.Id) + (run is null ? "" : $"&run={run}");
}
