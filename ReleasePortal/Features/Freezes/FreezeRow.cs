using ReleasePortal.Domain.Freezes;

namespace ReleasePortal.Features.Freezes;

/// <summary>A freeze as its page shows it.</summary>
/// <param name="Freeze">The freeze; its version is the one that an edit from this page is based on.</param>
/// <param name="Who">Who defined it, by the name of that time.</param>
/// <param name="State">Whether it is coming, active or over at the moment of reading.</param>
public sealed record FreezeRow(Freeze Freeze, string Who, FreezeState State);

public enum FreezeState
{
    Active,
    Coming,
    Over,

    /// <summary>Ended before its time, or cancelled.</summary>
    Lifted,
}
