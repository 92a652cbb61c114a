namespace ReleasePortal.Features.History.Export.Evidence;

/// <summary>The period that a pack is about.</summary>
/// <param name="From">The first instant; null to begin with the first entry.</param>
/// <param name="Until">The end, which is not part of it.</param>
/// <param name="Zone">In which its days were chosen.</param>
/// <param name="Words">"1 Nov 2026 to 30 Nov 2026".</param>
public sealed record EvidencePeriod(DateTimeOffset? From, DateTimeOffset Until, TimeZoneInfo Zone, string Words);
