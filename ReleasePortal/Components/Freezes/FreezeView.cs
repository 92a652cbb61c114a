namespace ReleasePortal.Components.Freezes;

/// <summary>A freeze of an environment that has not ended.</summary>
/// <param name="From">When it begins, or began.</param>
/// <param name="Until">When it ends.</param>
/// <param name="Reason">Why.</param>
public sealed record FreezeView(DateTimeOffset From, DateTimeOffset Until, string Reason);

/// <summary>Where pages learn which freezes there are.</summary>
public interface IFreezeDirectory
{
    /// <summary>The freezes of an environment that are not over at that instant, in the order of their beginning.</summary>
    Task<IReadOnlyList<FreezeView>> ListAsync(string environment, DateTimeOffset at, CancellationToken cancellationToken);
}
